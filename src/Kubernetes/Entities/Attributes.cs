namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>Names the resource that a class describes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityAttribute : Attribute
{
    /// <summary>API group, for example <c>identitycenter.dev</c>; empty for the core group.</summary>
    public string Group { get; set; } = "";

    /// <summary>API version, for example <c>v1alpha1</c>.</summary>
    public required string ApiVersion { get; set; }

    /// <summary>Kind in CamelCase, singular.</summary>
    public required string Kind { get; set; }

    /// <summary>Plural in lower case, as in the URL.</summary>
    public required string PluralName { get; set; }
}

/// <summary>Whether objects live in a namespace.</summary>
public enum EntityScope
{
    /// <summary>Objects live in a namespace.</summary>
    Namespaced,

    /// <summary>Objects live beside namespaces.</summary>
    Cluster,
}

/// <summary>Says whether objects of the kind live in a namespace; without it they do.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EntityScopeAttribute(EntityScope scope = EntityScope.Namespaced) : Attribute
{
    /// <summary>The scope.</summary>
    public EntityScope Scope { get; } = scope;
}

/// <summary>Short names for kubectl.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityShortNamesAttribute(params string[] shortNames) : Attribute
{
    /// <summary>The short names.</summary>
    public string[] ShortNames { get; } = shortNames;
}

/// <summary>Categories that the kind belongs to, so that <c>kubectl get CATEGORY</c> lists it.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KubernetesEntityCategoriesAttribute(params string[] categories) : Attribute
{
    /// <summary>The categories.</summary>
    public string[] Categories { get; } = categories;
}

/// <summary>A column of <c>kubectl get</c>, in the order of declaration.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class GenericAdditionalPrinterColumnAttribute(string jsonPath, string name, string type) : Attribute
{
    /// <summary>Where the value is found, for example <c>.status.arn</c>.</summary>
    public string JsonPath { get; } = jsonPath;

    /// <summary>Heading.</summary>
    public string Name { get; } = name;

    /// <summary>OpenAPI type: string, integer, number, boolean or date.</summary>
    public string Type { get; } = type;

    /// <summary>OpenAPI format, if any.</summary>
    public string? Format { get; set; }

    /// <summary>What the column says.</summary>
    public string? Description { get; set; }

    /// <summary>0 always shown, above 0 only with <c>-o wide</c>.</summary>
    public int Priority { get; set; }
}

/// <summary>Lets lists and watches select by this field (Kubernetes 1.31 and later; older servers ignore it).</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SelectableFieldAttribute(string jsonPath) : Attribute
{
    /// <summary>Path of a string, boolean or integer field, for example <c>.spec.region</c>.</summary>
    public string JsonPath { get; } = jsonPath;
}

/// <summary>A CEL rule (<c>x-kubernetes-validations</c>) on a type or a property.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property, AllowMultiple = true)]
public sealed class ValidationRuleAttribute(string rule) : Attribute
{
    /// <summary>The expression; must be true.</summary>
    public string Rule { get; } = rule;

    /// <summary>What the user reads when it is not.</summary>
    public string? Message { get; set; }

    /// <summary>A CEL expression that yields the message.</summary>
    public string? MessageExpression { get; set; }

    /// <summary>Path of the field to blame, relative to the place of the rule.</summary>
    public string? FieldPath { get; set; }

    /// <summary>Machine-readable reason: FieldValueInvalid, FieldValueForbidden, FieldValueRequired or FieldValueDuplicate.</summary>
    public string? Reason { get; set; }
}

/// <summary>The property must be present.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RequiredAttribute : Attribute;

/// <summary>Regular expression that a string must match; anchor it yourself. On a list of strings it holds for each item.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PatternAttribute(string regexPattern) : Attribute
{
    /// <summary>The expression.</summary>
    public string RegexPattern { get; } = regexPattern;
}

/// <summary>Bounds of a string's length, both included; on a list of strings for each item. -1 means no bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class LengthAttribute(int minLength = -1, int maxLength = -1) : Attribute
{
    /// <summary>At least so many characters.</summary>
    public int MinLength { get; } = minLength;

    /// <summary>At most so many characters.</summary>
    public int MaxLength { get; } = maxLength;
}

/// <summary>Bounds of a list's (or a map's) number of items, both included. -1 means no bound.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItemsAttribute(int minItems = -1, int maxItems = -1) : Attribute
{
    /// <summary>At least so many items.</summary>
    public int MinItems { get; } = minItems;

    /// <summary>At most so many items.</summary>
    public int MaxItems { get; } = maxItems;
}

/// <summary>Bounds of a number, both included.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RangeAttribute(long minimum = long.MinValue, long maximum = long.MaxValue) : Attribute
{
    /// <summary>Smallest allowed value.</summary>
    public long Minimum { get; } = minimum;

    /// <summary>Largest allowed value.</summary>
    public long Maximum { get; } = maximum;
}

/// <summary>The schema default, as JSON text (<c>"\"PT1H\""</c>, <c>"true"</c>, <c>"{}"</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DefaultAttribute(string json) : Attribute
{
    /// <summary>JSON text of the default.</summary>
    public string Json { get; } = json;
}

/// <summary>OpenAPI format of a string, for example <c>date-time</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FormatAttribute(string format) : Attribute
{
    /// <summary>The format.</summary>
    public string Format { get; } = format;
}

/// <summary>How server-side apply merges lists.</summary>
public enum ListType
{
    /// <summary>Replaced as a whole.</summary>
    Atomic,

    /// <summary>A set of scalars.</summary>
    Set,

    /// <summary>A map of objects by key fields.</summary>
    Map,
}

/// <summary>How server-side apply merges the list (<c>x-kubernetes-list-type</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ListTypeAttribute(ListType type, params string[] keys) : Attribute
{
    /// <summary>The merge strategy.</summary>
    public ListType Type { get; } = type;

    /// <summary>Key fields of a <see cref="ListType.Map"/>.</summary>
    public string[] Keys { get; } = keys;
}

/// <summary>The object is replaced as a whole by server-side apply (<c>x-kubernetes-map-type: atomic</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AtomicMapAttribute : Attribute;

/// <summary>Any JSON object is kept as it is (<c>x-kubernetes-preserve-unknown-fields</c>).</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PreserveUnknownFieldsAttribute : Attribute;

/// <summary>The property may be null explicitly (<c>nullable</c>); a C# type with a question mark only says that it may be absent.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NullableFieldAttribute : Attribute;
