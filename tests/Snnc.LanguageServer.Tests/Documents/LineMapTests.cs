using System;
using System.Linq;
using Shouldly;
using Snnc.LanguageServer.Documents;
using Snnc.LanguageServer.Protocol;
using Xunit;

namespace Snnc.LanguageServer.Tests.Documents;

/// <summary>Positions of the protocol against offsets.</summary>
public sealed class LineMapTests
{
    [Theory]
    [InlineData("ab\ncd", 3, 1, 0)]
    [InlineData("ab\r\ncd", 4, 1, 0)]
    [InlineData("ab\rcd", 3, 1, 0)]
    [InlineData("ab\n", 3, 1, 0)]
    [InlineData("", 0, 0, 0)]
    [InlineData("// 😀 x\nab", 6, 0, 6)]
    [InlineData("// 😀 x\r\nab", 10, 1, 1)]
    [InlineData("é\u2028b\nc", 4, 1, 0)]
    public void Position_OfAnOffset_IsBothWaysTheSame(string text, int offset, int line, int character)
    {
        var lines = new LineMap(text);

        lines.PositionOf(offset).ShouldBe(new Position(line, character));
        lines.OffsetOf(new Position(line, character)).ShouldBe(offset);
    }

    [Theory]
    [InlineData(0, 99, 2)]
    [InlineData(1, 99, 6)]
    [InlineData(2, 0, 8)]
    [InlineData(99, 3, 10)]
    [InlineData(0, int.MaxValue, 2)]
    [InlineData(int.MaxValue, int.MaxValue, 10)]
    [InlineData(-1, -5, 0)]
    [InlineData(1, -5, 4)]
    public void Position_OutsideOfTheText_IsTakenForTheNearest(int line, int character, int offset)
    {
        new LineMap("ab\r\ncd\r\nef").OffsetOf(new Position(line, character)).ShouldBe(offset);
    }

    [Fact]
    public void Offset_BetweenTheTwoCharactersOfALineBreak_IsTheLinesEnd()
    {
        new LineMap("ab\r\ncd").PositionOf(3).ShouldBe(new Position(0, 2));
    }

    [Fact]
    public void Offsets_OfRandomTexts_ComeBackFromTheirPositions()
    {
        var random = new Random(7);
        for (var round = 0; round < 200; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => new[] { "a", "\n", "\r\n", "\r", "😀", "é" }[random.Next(6)]));
            var lines = new LineMap(text);
            for (var offset = 0; offset <= text.Length; offset++)
            {
                var isInsideBreak = offset > 0 && offset < text.Length && text[offset - 1] == '\r' && text[offset] == '\n';
                lines.OffsetOf(lines.PositionOf(offset)).ShouldBe(isInsideBreak ? offset - 1 : offset);
            }

            lines.Count.ShouldBe(text.Replace("\r\n", "\n").Split('\n', '\r').Length);
        }
    }
}
