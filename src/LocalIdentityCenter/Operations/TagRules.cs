using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>How many tags a resource may have.</summary>
internal static class TagRules
{
    public static void Check(Tags tags, Limits limits)
    {
        if (tags.Count > limits.TagsPerResource) throw Errors.Quota($"A resource can have at most {limits.TagsPerResource} tags.");
    }
}
