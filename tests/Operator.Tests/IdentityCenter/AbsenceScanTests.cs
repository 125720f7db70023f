using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.IdentityCenter;

/// <summary>Nothing but <see cref="AwsFailure"/> may take an error of AWS for the absence of a thing. Looked for in what was compiled, so that no way of writing it escapes.</summary>
public sealed class AbsenceScanTests
{
    private static readonly Dictionary<short, OpCode> Codes =
        typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void No_other_code_catches_or_tests_for_an_exception_of_absence_or_compares_its_code()
    {
        var found = Findings().ToList();
        Assert.Contains(found, finding => finding.Type == nameof(AwsFailure));
        Assert.All(found, finding => Assert.True(finding.Type == nameof(AwsFailure), $"{finding.Type}.{finding.Method} looks for {finding.What} itself: ask AwsFailure.SaysAbsent."));
    }

    private static IEnumerable<(string Type, string Method, string What)> Findings()
    {
        using var file = new PEReader(File.OpenRead(typeof(AwsFailure).Assembly.Location));
        var metadata = file.GetMetadataReader();
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            var caught = body.ExceptionRegions.Where(region => region.Kind is ExceptionRegionKind.Catch).Select(region => TypeOf(metadata, region.CatchType));
            foreach (var what in caught.Concat(Operands(body.GetILBytes()!).Select(operand => NamedBy(metadata, operand.Code, operand.Token))).OfType<string>().Where(IsOfAbsence))
                yield return (OutermostOf(metadata, method.GetDeclaringType()), metadata.GetString(method.Name), what);
        }
    }

    private static bool IsOfAbsence(string name) => name.EndsWith("NotFoundException", StringComparison.Ordinal) || name.EndsWith("NotInUseException", StringComparison.Ordinal);

    // The instructions with a token, in order.
    private static IEnumerable<(OpCode Code, int Token)> Operands(byte[] body)
    {
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == 0xFE ? (short)(0xFE00 | body[++at]) : body[at]];
            at++;
            if (code.OperandType is OperandType.InlineType or OperandType.InlineString)
                yield return (code, BitConverter.ToInt32(body, at));
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(body, at)),
                _ => 4,
            };
        }
    }

    private static string? NamedBy(MetadataReader metadata, OpCode code, int token) => code.OperandType switch
    {
        OperandType.InlineString => metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(token)),
        _ => TypeOf(metadata, MetadataTokens.EntityHandle(token)),
    };

    // Of the SDK: the operator's own exceptions are no answers of AWS.
    private static string? TypeOf(MetadataReader metadata, EntityHandle handle) =>
        handle.Kind is HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)handle).Name) : null;

    private static string OutermostOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        while (type.GetDeclaringType() is { IsNil: false } outer)
            type = metadata.GetTypeDefinition(outer);
        return metadata.GetString(type.Name);
    }
}
