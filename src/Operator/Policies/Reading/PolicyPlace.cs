using System.Globalization;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>Where in a policy something is. The path is written out only when something is to be said about the place.</summary>
internal sealed class PolicyPlace
{
    private const int MaxKey = 60;

    private readonly PolicyPlace? _parent;
    private readonly string? _name;
    private readonly int _index;
    private readonly bool _isKey;

    private PolicyPlace(PolicyPlace? parent, string? name, int index, bool isKey, string? sid) => (_parent, _name, _index, _isKey, Sid) = (parent, name, index, isKey, sid);

    /// <summary>The policy as a whole.</summary>
    public static PolicyPlace Root { get; } = new(null, null, 0, isKey: false, sid: null);

    /// <summary>Sid of the statement that the place is in; null outside, and where there is none.</summary>
    public string? Sid { get; }

    /// <summary>An element of this place, by its name in IAM's grammar.</summary>
    public PolicyPlace Element(string name) => new(this, name, 0, isKey: false, Sid);

    /// <summary>A key that the user chose: a condition operator or a condition key.</summary>
    public PolicyPlace Key(string key) => new(this, key, 0, isKey: true, Sid);

    /// <summary>An item of this list.</summary>
    public PolicyPlace Item(int index) => new(this, null, index, isKey: false, Sid);

    /// <summary>This place, of a statement with that Sid.</summary>
    public PolicyPlace Of(string? sid) => new(_parent, _name, _index, _isKey, sid);

    /// <summary>The path: <c>Statement[0].Condition["Bool"]["aws:SecureTransport"]</c>; empty for the policy.</summary>
    public override string ToString()
    {
        if (_parent is null)
            return "";
        var above = _parent.ToString();
        return _name is null ? $"{above}[{_index.ToString(CultureInfo.InvariantCulture)}]"
            : _isKey ? $"{above}[{Quoted.Text(_name, MaxKey)}]"
            : above.Length == 0 ? _name
            : $"{above}.{_name}";
    }
}
