// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using System.Text.Json.Serialization;
using Amazon.Runtime.Documents;

namespace Amazon.IdentityStore.Model;

/// <summary>Unique attribute.</summary>
public sealed class UniqueAttribute
{
    /// <summary>Attribute path, required. 1 to 255 characters. Pattern: <c>(?:\p{L}+:\p{L}+:\p{L}+(?:\.\p{L}+){0,3}|\p{L}+(?:\.\p{L}+){0,2})</c>.</summary>
    public string? AttributePath { get; set; }

    /// <summary>Attribute value, required.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Document AttributeValue { get; set; }
}
