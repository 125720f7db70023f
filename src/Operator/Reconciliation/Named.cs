namespace IdentityCenterOperator.Reconciliation;

/// <summary>Things of AWS in sentences for people: by name, with the id behind it, and by the id alone where nobody knows a name.</summary>
public static class Named
{
    private const int MostInList = 5;

    /// <summary>An account: <c>data-prod (400000000001)</c>, or <c>account 400000000001</c>.</summary>
    /// <param name="id">Its 12 digits.</param>
    /// <param name="name">Its name; null or empty where none is known.</param>
    public static string Account(string id, string? name) => name is { Length: > 0 } ? $"{Word(name)} ({id})" : $"account {id}";

    /// <summary>An account in a list that says what it is a list of: <c>data-prod (400000000001)</c>, or <c>400000000001</c>.</summary>
    /// <param name="id">Its 12 digits.</param>
    /// <param name="name">Its name; null or empty where none is known.</param>
    public static string InList(string id, string? name) => name is { Length: > 0 } ? $"{Word(name)} ({id})" : id;

    /// <summary>One account, or <c>accounts</c> with the first of several and how many more there are.</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="nameOf">Name of an account; null where none is known.</param>
    public static string Accounts(IReadOnlyCollection<string> ids, Func<string, string?> nameOf)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentNullException.ThrowIfNull(nameOf);
        return ids.Count == 1
            ? Account(ids.First(), nameOf(ids.First()))
            : $"accounts {string.Join(", ", ids.Take(MostInList).Select(id => InList(id, nameOf(id))))}{(ids.Count > MostInList ? $" and {ids.Count - MostInList} more" : "")}";
    }

    /// <summary>A permission set: <c>DatabaseAdministrator (arn:…)</c>, or its ARN alone.</summary>
    /// <param name="arn">Its ARN.</param>
    /// <param name="name">Its name; null or empty where none is known.</param>
    public static string PermissionSet(string arn, string? name) => name is { Length: > 0 } ? $"{Word(name)} ({arn})" : arn;

    /// <summary>A group or a user: <c>group "Data Platform"</c>, or <c>group</c> and its id.</summary>
    /// <param name="kind">The word for what it is.</param>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name; null or empty where none is known.</param>
    public static string Principal(string kind, string id, string? name) => $"{kind} {(name is { Length: > 0 } ? Quoted.Text(name) : id)}";

    // What is no word by itself is quoted, so that it is seen where it ends.
    private static string Word(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name : Quoted.Text(name);
}
