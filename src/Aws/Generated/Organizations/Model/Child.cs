// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Child.</summary>
public sealed class Child
{
    /// <summary>ID. At most 100 characters. Pattern: <c>^(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$</c>.</summary>
    public string? Id { get; set; }

    /// <summary>Type.</summary>
    public ChildType? Type { get; set; }
}
