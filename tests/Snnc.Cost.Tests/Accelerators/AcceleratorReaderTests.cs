using System;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Text;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Xunit;

namespace Snnc.Cost.Tests.Accelerators;

/// <summary>Files of accelerators: those at fault give one error each, with line and column.</summary>
public sealed class AcceleratorReaderTests
{
    private const string Good = """
        {
          "name": "mine",
          "title": "Mine",
          "family": "analytic",
          "sources": { "chip": "measured by us" },
          "constants": {
            "ac.energy": { "value": 54.48, "unit": "fJ", "source": "chip", "confidence": "measured" }
          },
          "quirks": ["compute_only"]
        }
        """;

    public static TheoryData<string, string, string, int, int> Faults => new()
    {
        { "\"title\"", "\"titel\"", "has the unknown key 'titel'", 3, 3 },
        { "\"ac.energy\"", "\"ac.enregy\"", "have no constant 'ac.enregy'", 7, 5 },
        { ", \"source\": \"chip\"", "", "has no 'source'", 7, 18 },
        { "\"source\": \"chip\"", "\"source\": \" \"", "the source of 'ac.energy' is empty", 7, 60 },
        { "54.48", "-1", "'ac.energy' is negative", 7, 29 },
        { "54.48", "1e999", "'ac.energy' is too large", 7, 29 },
        { "54.48", "\"much\"", "the value of 'ac.energy' is no number", 7, 29 },
        { "\"fJ\"", "\"mW\"", "'mW' is no unit of 'ac.energy'", 7, 44 },
        { "\"fJ\"", "\"fj\"", "'fj' is no unit of 'ac.energy'", 7, 44 },
        { "\"measured\"", "\"sure\"", "'sure' is no confidence", 7, 82 },
        { "\"analytic\"", "\"magic\"", "there is no family 'magic'", 4, 13 },
        { "\"compute_only\"", "\"fc_as_conv\"", "have no quirk 'fc_as_conv'", 9, 14 },
        { "\"name\": \"mine\",", "\"name\": \"mine\", \"name\": \"yours\",", "has the key 'name' twice", 2, 19 },
        { "\"Mine\"", "[1]", "is a list, and should be a text", 3, 12 },
        { "\"title\": \"Mine\",", "\"title\": ,", "is no JSON", 3, 12 },
    };

    [Fact]
    public void Read_AGoodFile_HasItsConstants()
    {
        var accelerator = Read(Good);

        accelerator.Si("ac.energy")!.Value.ShouldBe(54.48e-15, 1e-24);
        accelerator["ac.energy"].Source.ShouldBe("measured by us");
        accelerator["ac.energy"].Confidence.ShouldBe(Confidence.Measured);
        accelerator.Si("mac.energy").ShouldBeNull();
        accelerator.Imitates("compute_only").ShouldBeFalse("a switch is off until asked for");
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Read_AFileAtFault_PointsAtTheFault(string text, string wrong, string problem, int line, int column)
    {
        var fault = Should.Throw<AcceleratorException>(() => Read(Good.Replace(text, wrong, StringComparison.Ordinal))).Diagnostic;

        fault.Message.ShouldContain(problem);
        (fault.Location.Start.Line, fault.Location.Start.Column).ShouldBe((line, column));
    }

    [Fact]
    public void Read_AnExtension_KeepsWhatItDoesNotWrite()
    {
        var accelerator = Read("""
            { "name": "other", "title": "Other", "extends": "ottati2023",
              "constants": { "ac.energy": { "value": null, "unit": "pJ", "source": "nobody", "confidence": "assumed" } } }
            """);

        accelerator.Family.ShouldBe("analytic");
        accelerator.Si("ac.energy").ShouldBeNull();
        accelerator.Si("mac.energy")!.Value.ShouldBe(0.3e-12, 1e-24);
    }

    [Fact]
    public void Load_AFileThatExtendsAnother_FindsItBeside()
    {
        using var folder = new TemporaryFolder();
        folder.Write("base.json", Good);

        var accelerator = CostFamilies.Accelerators.Load(folder.Write(
            "mine.json", """{ "name": "m", "title": "M", "extends": "base.json", "imitates": ["compute_only"] }"""));

        accelerator.Si("ac.energy")!.Value.ShouldBe(54.48e-15, 1e-24);
        accelerator.Imitates("compute_only").ShouldBeTrue();
    }

    [Fact]
    public void Load_ACycle_IsOneError()
    {
        using var folder = new TemporaryFolder();
        var first = folder.Write("a.json", """{ "name": "a", "title": "A", "extends": "b.json" }""");
        folder.Write("b.json", """{ "name": "b", "title": "B", "extends": "a.json" }""");

        var fault = Should.Throw<AcceleratorException>(() => CostFamilies.Accelerators.Load(first)).Diagnostic;

        fault.Code.ShouldBe("SNN0884");
        fault.Location.Start.Line.ShouldBe(1);
    }

    [Fact]
    public void Load_AHundredMegabytes_IsOneErrorAtOnce()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("big.json", "");
        using (var file = File.OpenWrite(path))
        {
            file.SetLength(100 << 20);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Should.Throw<AcceleratorException>(() => CostFamilies.Accelerators.Load(path)).Diagnostic;

        fault.Code.ShouldBe("SNN0881");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(4 << 20);
    }

    [Fact]
    public void Load_DeepNesting_IsOneError()
    {
        using var folder = new TemporaryFolder();

        var fault = Should.Throw<AcceleratorException>(
            () => CostFamilies.Accelerators.Load(folder.Write("deep.json", string.Concat(Enumerable.Repeat("[", 100_000))))).Diagnostic;

        fault.Code.ShouldBe("SNN0882");
    }

    [Fact]
    public void Load_EachThatComesWithTheCompiler_SaysWhereEveryNumberIsFrom()
    {
        foreach (var accelerator in AcceleratorCatalog.Names.Select(CostFamilies.Accelerators.Load))
        {
            accelerator.Constants.Values.ShouldAllBe(constant => constant.Source.Length > 5, accelerator.Name);
            accelerator.Quirks.ShouldAllBe(quirk => !quirk.IsOn, accelerator.Name);
        }
    }

    private static Accelerator Read(string text) => new AcceleratorReader(
        [.. CostFamilies.All.Select(family => family.Schema)],
        (_, name) => new SourceText(name, File.ReadAllText(Snnc.Tests.Repository.PathOf("compiler", "Snnc.Cost", "Accelerators", name + ".json"))))
        .Read(new SourceText("mine.json", text));
}
