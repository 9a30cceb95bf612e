using System;
using System.Collections.Generic;
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
        Should.Throw<NotSupportedException>(() => network.Probe("h")).Message.ShouldContain("--passes=-fusion");
        Should.Throw<InvalidOperationException>(() => network.Step([new float[784]], RunArguments.CreateOutputs(network), new bool[3]));
        Should.Throw<ArgumentException>(() => network.Run(0, [new float[783]], RunArguments.CreateOutputs(network)));
        ((IDisposable)network).Dispose();
        Should.Throw<ObjectDisposedException>(network.Reset);
    }

    [ToolFact("gcc")]
    public void Members_AreThoseOfTheClassInCSharp()
    {
        using var folder = new TemporaryFolder();
        (string Path, string Name)[] programs =
            [(Digits, "Digits"), (folder.Write("stream.snn", NativeProductTests.Stream), "Echo"), (WideNetwork.Write(folder), "Wide")];
        foreach (var (path, name) in programs)
        {
            var native = Load(folder, path, name, "", []).Network;
            var managed = LoadManaged(folder, path, name, []);

            MembersOf(native.GetType()).Except(["Void Dispose()"]).ShouldBe(MembersOf(managed.GetType()), name);
            native.Nodes.SelectMany(Describe).ShouldBe(managed.Nodes.SelectMany(Describe));
            native.SamplesAtOnce.ShouldBe(managed.SamplesAtOnce);
        }
    }

    [ToolFact("gcc")]
    public void RunUntil_AndActivity_TellWhatTheClassInCSharpTells()
    {
        using var folder = new TemporaryFolder();
        var (native, managed) = (Load(folder, Digits, "Digits", "", []).Network, LoadManaged(folder, Digits, "Digits", []));
        native.Activity.ShouldHaveSingleItem().Measured.ShouldBe(double.NaN);
        foreach (var (image, i) in new Oracle(Digits).Draw(4).Select((image, i) => (image, i)))
        {
            var (outputs, expected) = (RunArguments.CreateOutputs(native), RunArguments.CreateOutputs(managed));

            var steps = native.RunUntil(0.2f, 1 + i, i, image, outputs);

            steps.ShouldBe(managed.RunUntil(0.2f, 1 + i, i, image, expected));
            ((float[])outputs[0]).Zip((float[])expected[0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
            outputs[1].ShouldBe(expected[1]);
            outputs[2].ShouldBe(expected[2]);
        }

        native.Activity.ShouldBe(managed.Activity);
        native.Activity[0].Measured.ShouldBeInRange(0, 1);
        Should.Throw<ArgumentOutOfRangeException>(() => native.RunUntil(1, 0, 0, [new float[784]], RunArguments.CreateOutputs(native)));
    }

    [ToolFact("gcc")]
    public void Probe_OfCodeBuiltWithoutFusion_RecordsWhatTheClassInCSharpShows()
    {
        string[] stepped = ["--passes=-fusion"];
        using var folder = new TemporaryFolder();
        var (native, managed) = (Load(folder, Digits, "Digits", "", stepped).Network, LoadManaged(folder, Digits, "Digits", stepped));
        string[] names = ["relu", "h", "h.v", "argmax"];
        var probes = names.Select(name => (native.Probe(name), managed.Probe(name))).ToList();
        var image = new Oracle(Digits).Draw(1)[0];

        native.Run(0, image, RunArguments.CreateOutputs(native));
        managed.Run(0, image, RunArguments.CreateOutputs(managed));

        foreach (var (shown, expected) in probes)
        {
            shown.Count.ShouldBe(expected.Count, shown.Name);
            for (var row = 0; row < shown.Count; row++)
            {
                shown.StepOf(row).ShouldBe(expected.StepOf(row));
                shown[row].ToArray().Zip(expected[row].ToArray()).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3, shown.Name);
            }

            shown.Dispose();
        }

        native.Observer.ShouldBeNull();
        native.Observer = new Refusal();
        Should.Throw<TimeoutException>(() => native.Run(0, image, RunArguments.CreateOutputs(native)));
        native.Observer = null;
        native.Run(0, image, RunArguments.CreateOutputs(native));
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
        var (two, ten) = (new float[20], ((float[])alone[0]).Length);
        network.RunBatch(0, 1, 2, [[.. inputs[0], .. inputs[0]]], [two]);
        two.Skip(ten).Zip((float[])alone[0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        two.Take(ten).ShouldAllBe(value => value == 0);
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

    private static IEnumerable<string> Describe(NodeInfo node) => [node.Name, Describe(node.Value), .. node.States.Select(Describe)];

    private static string Describe(ValueInfo info) => $"{info.Name} {info.Kind} {string.Join(',', info.Shape)} {info.IsInt} {info.Every}";

    private static string[] MembersOf(Type type)
    {
        var members = type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly);
        return [.. members.Where(member => member.Name != "Load").Select(member => $"{member}").Order(StringComparer.Ordinal)];
    }

    private static INetwork LoadManaged(TemporaryFolder folder, string program, string name, string[] options)
    {
        var built = CommandRun.In(folder, ["build", program, "-o", folder.PathOf("managed"), "--weights", "external", .. options]);
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        var assembly = new LibraryContext(folder.Path).LoadFromStream(Compile(File.ReadAllText(folder.PathOf($"managed/{name}.cs"))));
        var weights = folder.PathOf($"managed/{name}.snnw");
        var load = assembly.GetType($"Snnc.Generated.{name}")!.GetMethod("Load", File.Exists(weights) ? [typeof(string)] : [])!;
        return (INetwork)load.Invoke(null, File.Exists(weights) ? [weights] : [])!;
    }

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

    /// <summary>An observer that wants to see nothing.</summary>
    private sealed class Refusal : IStepObserver
    {
        public void OnValues(int node, int step, ReadOnlySpan<float> values) => throw new TimeoutException();

        public void OnValues(int node, int step, ReadOnlySpan<long> values) => throw new TimeoutException();

        public void OnStates(int node, int state, int step, ReadOnlySpan<float> values) => throw new TimeoutException();

        public void OnStates(int node, int state, int step, ReadOnlySpan<long> values) => throw new TimeoutException();
    }

    /// <summary>Finds libraries in a folder, as the loader of a program finds them beside it.</summary>
    private sealed class LibraryContext(string folder) : AssemblyLoadContext(isCollectible: true)
    {
        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            LoadUnmanagedDllFromPath(Path.Combine(folder, $"lib{unmanagedDllName}.so"));
    }
}
