using System.Globalization;
using System.Text;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Reconciliation;

/// <summary>What nobody sees is shown, so that no two names look the same by it.</summary>
public sealed class QuotedTests
{
    /// <summary>What Unicode lets a font show as nothing (DerivedCoreProperties, Default_Ignorable_Code_Point), and the empty Braille cell.</summary>
    public static TheoryData<int, int> Unseen => new()
    {
        { 0x00AD, 0x00AD }, { 0x034F, 0x034F }, { 0x061C, 0x061C }, { 0x115F, 0x1160 }, { 0x17B4, 0x17B5 }, { 0x180B, 0x180F }, { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x206F },
        { 0x2800, 0x2800 }, { 0x3164, 0x3164 }, { 0xFE00, 0xFE0F }, { 0xFEFF, 0xFEFF }, { 0xFFA0, 0xFFA0 }, { 0xFFF0, 0xFFF8 }, { 0x1BCA0, 0x1BCA3 }, { 0x1D173, 0x1D17A }, { 0xE0000, 0xE0FFF },
    };

    [Theory]
    [MemberData(nameof(Unseen))]
    public void What_nobody_sees_is_written_by_its_number(int first, int last)
    {
        foreach (var rune in Enumerable.Range(first, last - first + 1).Select(value => new Rune(value)))
        {
            Assert.Equal($"\"Data\\u{rune.Value:X4}\"", Quoted.Text($"Data{rune}"));
            Assert.Equal($"Data\\u{rune.Value:X4}", Quoted.Line($"Data{rune}"));
            if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.OtherNotAssigned)
                Assert.Equal("Data", LookAlikes.Plain($"Da{rune}ta"));
        }
    }

    [Theory]
    [InlineData("Données – 日本語 😀 ā")]
    [InlineData("D\u0430ta")]
    public void What_is_seen_stays_as_it_is(string name) => Assert.Equal($"\"{name}\"", Quoted.Text(name));
}
