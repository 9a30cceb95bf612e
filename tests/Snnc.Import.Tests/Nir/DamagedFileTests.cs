using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Import.Nir;
using Snnc.Import.Nir.Exporting;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Nir;

/// <summary>Files and graphs with something wrong in them: one clear error, or a program that compiles.</summary>
public sealed class DamagedFileTests
{
    private static readonly NirReadingOptions Reading = new(1e-3, TimeUnit.Seconds, IntegrationMethod.Euler, null, false, 1e-3);

    [Theory]
    [InlineData("1.0", null)]
    [InlineData("0.2", null)]
    [InlineData("9.0", "the file is of NIR 9.0, and is read as one of NIR 1: what is new since then is passed over")]
    public void File_OfALaterVersion_IsReadAndSaysSo(string version, string? reading)
    {
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("g.nir");
        NirWriter.Write(file, new DrawnGraph(new Random(1), Reading, false).ToNir(isNested: false));
        var bytes = File.ReadAllBytes(file);
        Encoding.ASCII.GetBytes(version).CopyTo(bytes, bytes.AsSpan().IndexOf("1.0"u8));
        File.WriteAllBytes(file, bytes);

        var readings = ModelFile.Import(file, new ImportOptions("Net", "net.npz") { Steps = 4, StepSeconds = 1e-3, Unit = TimeUnit.Seconds }).Readings;

        readings.Where(line => line.Contains("is read as one of")).ShouldBe(reading is null ? [] : [reading]);
    }

    [Fact]
    public void File_OfPyTorch_IsToldHowToBeExported()
    {
        Should.Throw<ImportException>(() => ModelFile.Import("net.pth", new ImportOptions("Net", "net.npz"))).Hint!.ShouldContain("nir.write");
    }

    [Fact]
    public void File_WithWrongBytes_IsReadOrToldApart()
    {
        var errors = 0;
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("g.nir");
        for (var seed = 0; seed < (FullRun.IsOn ? 700 : 60); seed++)
        {
            var random = new Random(seed);
            NirWriter.Write(file, new DrawnGraph(new Random(seed % 7), Reading, false).ToNir(isNested: true));
            var bytes = File.ReadAllBytes(file);
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(file, random.Next(5) == 0 ? bytes[..random.Next(bytes.Length)] : bytes);
            errors += IsTold(file) ? 1 : 0;
        }

        errors.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Graph_WithWrongParts_IsImportedOrToldApart()
    {
        var errors = 0;
        using var folder = new TemporaryFolder();
        var file = folder.PathOf("g.nir");
        for (var seed = 0; seed < (FullRun.IsOn ? 700 : 60); seed++)
        {
            var random = new Random(seed);
            var graph = new DrawnGraph(random, Reading, false).ToNir(random.Next(2) == 0);
            for (var i = random.Next(1, 4); i > 0; i--)
            {
                graph = Damage(graph, random);
            }

            NirWriter.Write(file, graph);
            errors += IsTold(file) ? 1 : 0;
        }

        errors.ShouldBeGreaterThan(20);
    }

    // Any other exception is a failure, and so is a program with errors.
    private static bool IsTold(string file)
    {
        var options = new ImportOptions("Damaged", "w.npz") { Steps = 3, Convention = "nir", StepSeconds = 1e-3, Unit = TimeUnit.Seconds };
        try
        {
            _ = new ImportedProgram(ModelFile.Import(file, options));
            return false;
        }
        catch (ImportException e)
        {
            e.Message.ShouldNotContain("\n");
            e.Message.ShouldNotStartWith("the model cannot be said as a program", customMessage: Told(file, options));
            return true;
        }
        catch (TensorFormatException)
        {
            return true;
        }
    }

    private static string Told(string file, ImportOptions options)
    {
        try
        {
            return NirImporter.Import(file, options).Text;
        }
        catch (ImportException e)
        {
            return e.Message;
        }
    }

    private static NirGraph Damage(NirGraph graph, Random random)
    {
        var nodes = graph.Nodes.ToList();
        var edges = graph.Edges.ToList();
        var at = random.Next(nodes.Count);
        switch (random.Next(6))
        {
            case 0:
                edges.RemoveAt(random.Next(edges.Count));
                break;
            case 1:
                edges.Add(new NirEdge(nodes[at].Name, nodes[random.Next(nodes.Count)].Name));
                break;
            case 2:
                edges.Add(new NirEdge(nodes[at].Name, "nowhere"));
                break;
            case 3 when nodes.Count > 1:
                nodes.RemoveAt(at);
                break;
            case 4 when nodes[at] is NirPrimitive node:
                nodes[at] = node with { Type = NirSchema.Types.ElementAt(random.Next(NirSchema.Types.Count())) };
                break;
            default:
                nodes[at] = nodes[at] is NirPrimitive primitive ? Damage(primitive, random) : nodes[at];
                break;
        }

        return new NirGraph(graph.Name, nodes, edges.Count == 0 ? [new NirEdge(nodes[0].Name, nodes[^1].Name)] : edges);
    }

    private static NirPrimitive Damage(NirPrimitive node, Random random)
    {
        if (node.Fields.Count == 0)
        {
            return node;
        }

        var fields = node.Fields.ToDictionary(pair => pair.Key, pair => pair.Value);
        var name = fields.Keys.ElementAt(random.Next(fields.Count));
        long[] odd = [0, -1, 7, int.MaxValue, long.MaxValue];
        switch (random.Next(4))
        {
            case 0:
                fields.Remove(name);
                break;
            case 1:
                fields[name] = NirField.Of(odd[random.Next(odd.Length)]);
                break;
            case 2:
                fields[name] = NirField.Of([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => odd[random.Next(odd.Length)])]);
                break;
            default:
                fields[name] = NirField.Of(random.Next(2) == 0 ? double.NaN : -1e30);
                break;
        }

        return node with { Fields = fields };
    }
}
