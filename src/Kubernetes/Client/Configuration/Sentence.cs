namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>The words of others within our own: some of their messages end with a full stop, some do not.</summary>
internal static class Sentence
{
    /// <summary>The message as a sentence, with one full stop.</summary>
    public static string Of(Exception e) => $"{e.Message.TrimEnd('.', ' ')}.";
}
