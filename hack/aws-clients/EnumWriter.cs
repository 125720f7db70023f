namespace AwsClients;

/// <summary>Writes a service's enums as the SDK's constant classes.</summary>
internal static class EnumWriter
{
    public static string Enums(Service service, ServiceModel model) => $"""
        using System.Diagnostics.CodeAnalysis;
        using Amazon.Runtime;

        namespace {service.Namespace};

        {string.Join("\n\n", model.Enums().Select(e => Enum(e.Key, e.Value.Enum!)))}
        """;

    private static string Enum(string name, string[] values) => $$"""
        /// <summary>{{Docs.Sentence(Docs.Words(name))}}; may hold values that are newer than this client.</summary>
        public sealed class {{name}} : ConstantClass
        {
        {{string.Join("\n\n", values.Select(value => Value(name, value)))}}

            /// <summary>A value by its name on the wire.</summary>
            public {{name}}(string value) : base(value)
            {
            }

            /// <summary>The constant of this name, or a new value when there is none.</summary>
            [return: NotNullIfNotNull(nameof(value))]
            public static {{name}}? FindValue(string? value) => FindValue<{{name}}>(value);

            /// <summary>The constant of this name, or a new value when there is none.</summary>
            [return: NotNullIfNotNull(nameof(value))]
            public static implicit operator {{name}}?(string? value) => FindValue(value);
        }
        """;

    private static string Value(string name, string value) => $"""
            /// <summary><c>{value}</c></summary>
            public static readonly {name} {value} = new("{value}");
        """;
}
