using System.Globalization;
using System.Text;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Path and query of a call, relative to the server's address.</summary>
internal static class RequestPath
{
    public static string Of(ResourceDefinition resource, ObjectKey key, string? subresource = null) =>
        $"{Of(resource, key.Namespace)}/{Uri.EscapeDataString(key.Name)}{(subresource is null ? "" : $"/{subresource}")}";

    public static string Of(ResourceDefinition resource, string? @namespace) =>
        (resource.Group.Length == 0 ? $"api/{resource.Version}" : $"apis/{resource.Group}/{resource.Version}")
        + (@namespace is null ? "" : $"/namespaces/{Uri.EscapeDataString(@namespace)}")
        + $"/{resource.Plural}";

    public static string Of(ResourceDefinition resource, ListOptions options) => Of(resource, options.Namespace) + Query(
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("limit", options.Limit?.ToString(CultureInfo.InvariantCulture)),
        ("continue", options.Continue),
        ("resourceVersion", options.ResourceVersion));

    public static string Of(ResourceDefinition resource, WatchOptions options) => Of(resource, options.Namespace) + Query(
        ("watch", "1"),
        ("allowWatchBookmarks", "true"),
        ("labelSelector", options.LabelSelector),
        ("fieldSelector", options.FieldSelector),
        ("resourceVersion", options.ResourceVersion),
        ("timeoutSeconds", options.Timeout is { } timeout ? Math.Ceiling(timeout.TotalSeconds).ToString(CultureInfo.InvariantCulture) : null),
        ("sendInitialEvents", options.SendInitialEvents ? "true" : null),
        ("resourceVersionMatch", options.SendInitialEvents ? "NotOlderThan" : null));

    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is not null)
                query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return query.ToString();
    }
}
