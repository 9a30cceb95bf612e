using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Native;

/// <summary>The C# class that calls a network's shared library: it has the members of the class in C#, and answers as the interpreter does.</summary>
public sealed class NativeClassTests
{
    private const string Batch = """

        public static class Batch
        {
            public static void Run(Digits digits, int samples, float[] image, float[] scores, long[] label, float[] raster) =>
                digits.RunBatch(samples, image, scores, label, raster, firstSample: 0);

            public static void RunOnThreads(Digits digits, int samples, float[] image, long[] label) => digits.RunBatch(samples, 3, image, label: label);

            public static void RunForTheLabel(Digits digits, float[] image, long[] label) => digits.Run(image, label: label);
        }
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [ToolFact("gcc")]
    public void Digits_OneByOneAndAsABatch_AreClassifiedAsByTheInterpreter()
    {
        const int Count = 4;
        using var folder = new TemporaryFolder();
        var oracle = new Oracle(Digits);
        var (network, assembly) = Load(folder, Digits, "Digits", Batch, []);
        var inputs = oracle.Draw(Count);
        var expected = oracle.Answer(inputs);

        for (var i = 0; i < Count; i++)
        {
            var outputs = RunArguments.CreateOutputs(network);
            network.Run(i, inputs[i], outputs);
            outputs[0].ShouldBe(expected[i][0]);
            outputs[1].ShouldBe(expected[i][1]);
            outputs[2].ShouldBe(expected[i][2]);
        }

        var labels = new long[Count];
        var images = inputs.SelectMany(sample => sample[0]).ToArray();
        assembly.GetType("Snnc.Generated.Batch")!.GetMethod("Run")!
            .Invoke(null, [network, Count, images, new float[10 * Count], labels, new float[3200 * Count]]);
        labels.ShouldBe(expected.Select(sample => ((long[])sample[1]!)[0]));
        var (threads, alone) = (new long[Count], new long[1]);
        assembly.GetType("Snnc.Generated.Batch")!.GetMethod("RunOnThreads")!.Invoke(null, [network, Count, images, threads]);
        threads.ShouldBe(labels);
        assembly.GetType("Snnc.Generated.Batch")!.GetMethod("RunForTheLabel")!.Invoke(null, [network, inputs[1][0], alone]);
        alone[0].ShouldBe(labels[1]);
    }

    [ToolFact("gcc")]
    public void Description_IsThatOfTheClassInCSharp()
    {
        using var folder = new TemporaryFolder();
        var network = Load(folder, Digits, "Digits", "", []).Network;
        var expected = new Oracle(Digits).Network;

        network.Name.ShouldBe(expected.Name);
        network.Steps.ShouldBe(expected.Steps);
        network.IsStream.ShouldBe(expected.IsStream);
        network.Inputs.Select(Describe).ShouldBe(expected.Inputs.Select(Describe));
        network.Outputs.Select(Describe).ShouldBe(expected.Outputs.Select(Describe));
        Should.Throw<NotSupportedException>(() => network.Observer = new ObserverGroup([]));
        Should.Throw<InvalidOperationException>(() => network.Step([new float[784]], RunArguments.CreateOutputs(network), new bool[3]));
        Should.Throw<ArgumentException>(() => network.Run(0, [new float[783]], RunArguments.CreateOutputs(network)));
        ((IDisposable)network).Dispose();
        Should.Throw<ObjectDisposedException>(network.Reset);
    }

    [ToolFact("gcc")]
    public void Threads_OfWideLayers_ChangeNoBit()
    {
        using var folder = new TemporaryFolder();
        var network = Load(folder, WideNetwork.Write(folder), "Wide", "", []).Network;
        float[][] inputs = [[.. Enumerable.Range(0, 600).Select(i => MathF.Sin(i))]];
        var (alone, shared) = (RunArguments.CreateOutputs(network), RunArguments.CreateOutputs(network));

        network.Run(0, inputs, alone);
        network.Threads = 3;
        network.Run(0, inputs, shared);

        network.Threads.ShouldBe(3);
        network.SamplesAtOnce.ShouldBeGreaterThan(1);
        shared[0].ShouldBe(alone[0]);
        Should.Throw<ArgumentOutOfRangeException>(() => network.Threads = 0);
    }

    [ToolFact("gcc")]
    public void Stream_SavedAndLoaded_GoesOnAsTheInterpreter()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("net.snn", NativeProductTests.Stream);
        var oracle = new Oracle(path);
        var network = Load(folder, path, "Echo", "", []).Network;
        var inputs = oracle.Draw(12);
        var expected = oracle.Answer(inputs);

        for (var i = 0; i < inputs.Length; i++)
        {
            var outputs = RunArguments.CreateOutputs(network);
            var ready = new bool[outputs.Length];
            network.Step(inputs[i], outputs, ready).ShouldBeTrue();
            ready.ShouldBe(expected[i].Select(output => output is not null));
            outputs.Where((_, k) => ready[k]).ShouldBe(expected[i].Where(output => output is not null));
            var kept = network.SaveState();
            network.Reset();
            network.LoadState(kept);
            network = i == 5 ? network.Clone() : network;
        }

        Should.Throw<SnncRunException>(() => network.LoadState([1, 2, 3]));
    }

    [ToolFact("gcc")]
    public void Weights_OutsideTheLibrary_AreRead()
    {
        using var folder = new TemporaryFolder();
        var oracle = new Oracle(Digits);
        var network = Load(folder, Digits, "Digits", "", ["--weights", "external"], folder.PathOf("Digits.weights")).Network;
        var inputs = oracle.Draw(1);
        var outputs = RunArguments.CreateOutputs(network);

        network.Run(0, inputs[0], outputs);

        outputs[0].ShouldBe(oracle.Answer(inputs)[0][0]);

        // The clone holds the weights, though the first is gone.
        var clone = network.Clone();
        ((IDisposable)network).Dispose();
        GC.Collect();
        clone.Run(0, inputs[0], outputs);
        outputs[0].ShouldBe(oracle.Answer(inputs)[0][0]);
        folder.Write("short", "");
        Should.Throw<TargetInvocationException>(() => network.GetType().GetMethod("Load")!.Invoke(null, [folder.PathOf("short")]))
            .InnerException.ShouldBeOfType<SnncRunException>();
    }

    private static string Describe(ValueInfo info) => $"{info.Name} {info.Kind} {string.Join(',', info.Shape)} {info.IsInt} {info.Every}";

    private static (INetwork Network, Assembly Assembly) Load(
        TemporaryFolder folder, string program, string name, string more, string[] options, params string[] arguments)
    {
        var built = CommandRun.In(folder, ["build", program, "-o", folder.Path, "--emit", "csharp-native", .. options]);
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        var assembly = new LibraryContext(folder.Path).LoadFromStream(Compile(File.ReadAllText(folder.PathOf($"{name}.cs")) + more));
        return ((INetwork)assembly.GetType($"Snnc.Generated.{name}")!.GetMethod("Load")!.Invoke(null, arguments)!, assembly);
    }

    private static MemoryStream Compile(string source)
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var image = new MemoryStream();
        var result = CSharpCompilation.Create(
            "Native", [CSharpSyntaxTree.ParseText(source)], platform.Select(path => MetadataReference.CreateFromFile(path)), options).Emit(image);
        result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).ShouldBeEmpty(source);
        image.Position = 0;
        return image;
    }

    /// <summary>Finds libraries in a folder, as the loader of a program finds them beside it.</summary>
    private sealed class LibraryContext(string folder) : AssemblyLoadContext(isCollectible: true)
    {
        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            LoadUnmanagedDllFromPath(Path.Combine(folder, $"lib{unmanagedDllName}.so"));
    }
}
