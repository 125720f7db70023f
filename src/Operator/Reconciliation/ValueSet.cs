using System.Collections;
using System.Runtime.CompilerServices;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// An immutable set that equals another with the same members and always enumerates in the same order: the ordinal order of the members' texts.
/// </summary>
/// <typeparam name="T">Member type; equal members must have equal texts and different ones different texts.</typeparam>
[CollectionBuilder(typeof(ValueSet), nameof(ValueSet.Create))]
public sealed class ValueSet<T> : IReadOnlyCollection<T>, IEquatable<ValueSet<T>>
    where T : notnull
{
    private readonly ValueList<T> _sorted;
    private readonly HashSet<T> _members;

    internal ValueSet(IEnumerable<T> members)
    {
        _members = [.. members];
        _sorted = _members.OrderBy(member => member.ToString(), StringComparer.Ordinal).ToValueList();
    }

    /// <inheritdoc/>
    public int Count => _sorted.Count;

    /// <summary>Whether <paramref name="member"/> is in the set.</summary>
    public bool Contains(T member) => _members.Contains(member);

    /// <inheritdoc/>
    public bool Equals(ValueSet<T>? other) => other is not null && _sorted.Equals(other._sorted);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ValueSet<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _sorted.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => _sorted.ToString();

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _sorted.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes <see cref="ValueSet{T}"/>.</summary>
public static class ValueSet
{
    /// <summary>A set of these members; what a collection expression calls.</summary>
    public static ValueSet<T> Create<T>(ReadOnlySpan<T> members)
        where T : notnull => new(members.ToArray());

    /// <summary>A set of these members.</summary>
    public static ValueSet<T> ToValueSet<T>(this IEnumerable<T> members)
        where T : notnull => new(members);
}
