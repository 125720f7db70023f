namespace LocalIdentityCenter.State;

/// <summary>A customer-managed policy by path and name: what IAM tells it by within an account, case-sensitively.</summary>
internal readonly record struct CustomerManagedPolicy(string Path, string Name) : IComparable<CustomerManagedPolicy>
{
    public static CustomerManagedPolicy Parse(string text)
    {
        var rooted = text.StartsWith('/') ? text : $"/{text}";
        var name = rooted.LastIndexOf('/') + 1;
        return new(rooted[..name], rooted[name..]);
    }

    public int CompareTo(CustomerManagedPolicy other) => string.CompareOrdinal(ToString(), other.ToString());

    public string ArnIn(string accountId, string partition) => $"arn:{partition}:iam::{accountId}:policy{this}";

    public override string ToString() => Path + Name;
}
