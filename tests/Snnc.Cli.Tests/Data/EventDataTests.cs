using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Shouldly;
using Snnc.Cli.Data;
using Snnc.Cli.Programs;
using Snnc.Cli.Reporting;
using Snnc.Cli.Terminals;
using Snnc.Cli.Verbs;
using Snnc.Compiler.Diagnostics;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Data;

/// <summary>Recordings of events as data: binned by the network's step, each event counted once.</summary>
public sealed class EventDataTests : IDisposable
{
    private const string Nmnist = "network N { time { step = 1 ms; steps = 300; } input events: spikes[2, 34, 34]; events -> o: if_neuron(); output y = count(o); }";
    private readonly TemporaryFolder _folder = new();

    [DataFact("nmnist")]
    public void NpzRecordings_GiveTheKnownFrames()
    {
        var samples = Load(Nmnist, DataPath("nmnist_test50.npz"));
        var frames = TensorFile.Open(DataPath("nmnist_test50_frames.npz"));
        var (events, labels) = (frames.Read("events"), frames.Read("labels"));
        samples.Count.ShouldBe(50);
        samples.Labels.ShouldBe(labels.ToDoubles().Select(label => (int)label));
        var (buffers, expected) = (samples.CreateBuffers(), new float[300 * 2 * 34 * 34]);
        for (var recording = 0; recording < 50; recording++)
        {
            samples.Read(recording, buffers);
            events.CopyTo((long)recording * expected.Length, expected, expected.Length);
            buffers[0].AsSpan().SequenceEqual(expected).ShouldBeTrue($"recording {recording}");
        }
    }

    [DataFact("nmnist")]
    public void BinaryRecordings_GiveTheFramesOfTheSameRecordings()
    {
        var binary = Load(Nmnist, DataPath("."));
        var archive = Load(Nmnist, DataPath("nmnist_test50.npz"), limit: 5);
        (binary.Count, archive.Count, archive.Labels!.Length).ShouldBe((5, 5, 5));
        var (left, right) = (binary.CreateBuffers(), archive.CreateBuffers());
        for (var recording = 0; recording < 5; recording++)
        {
            binary.Read(recording, left);
            archive.Read(recording, right);
            left[0].AsSpan().SequenceEqual(right[0]).ShouldBeTrue($"recording {recording}");
        }
    }

    [DataFact("nmnist")]
    public void SingleBinaryRecording_IsOneSample()
    {
        var samples = Load(Nmnist, DataPath("60003_label1.bin"));
        var buffers = samples.CreateBuffers();
        samples.Read(0, buffers);
        samples.Count.ShouldBe(1);
        buffers[0].Sum().ShouldBeInRange(1600, 8325 / 5);
    }

    [Fact]
    public void FolderOfClasses_GivesTheLabels()
    {
        Directory.CreateDirectory(_folder.PathOf("test/7"));
        Directory.CreateDirectory(_folder.PathOf("test/0"));
        File.WriteAllBytes(_folder.PathOf("test/7/00002.bin"), [3, 4, 0x80, 0x03, 0xE8]);
        File.WriteAllBytes(_folder.PathOf("test/0/00001.bin"), [33, 0, 0, 0, 0, 33, 0, 0, 0x03, 0xE7]);

        var samples = Load(Nmnist, _folder.PathOf("test"));
        samples.Labels.ShouldBe([0, 7]);
        NonZeros(samples, 0).ShouldBe([(33, 2f)]);
        NonZeros(samples, 1).ShouldBe([((((1 * 2) + 1) * 34 * 34) + (4 * 34) + 3, 1f)]);
    }

    [Fact]
    public void EventsAfterTheLastStep_AreLeftOut()
    {
        WriteEvents("a.npz", [0.0, 0.0039, 0.004], "t", [0, 1, 2]);
        var samples = Load("network N { time { step = 1 ms; steps = 4; } input x: spikes[2, 1, 3]; x -> o: if_neuron(); output y = count(o); }", _folder.PathOf("a.npz"));
        NonZeros(samples, 0).ShouldBe([(0, 1f), ((3 * 6) + 1, 1f)]);
    }

    [Theory]
    [InlineData("t_us", 1000.0)]
    [InlineData("t_ms", 1.0)]
    [InlineData("t_s", 0.001)]
    public void Times_AreInTheUnitThatTheirNameSays(string key, double oneMillisecond)
    {
        WriteEvents("a.npz", [3 * oneMillisecond], key, [2]);
        var samples = Load("network N { time { step = 0.1 ms; steps = 40; } input x: spikes[2, 1, 3]; x -> o: if_neuron(); output y = count(o); }", _folder.PathOf("a.npz"));
        NonZeros(samples, 0).ShouldBe([((30 * 6) + 2, 1f)]);
    }

    [Fact]
    public void Events_ThatDoNotFit_AreOneError()
    {
        WriteEvents("a.npz", [0.0], "t", [40]);
        Error(Nmnist, "a.npz").ShouldBe("recording 0 has an event at x = 40, y = 0, polarity 0, which input 'events' of shape [2, 34, 34] does not have");
        Error("network N { input x: frame[3]; x -> y: relu; output z = y; }", "a.npz").ShouldBe("it holds events, but input 'x' has no steps of a known time to take them");
        Error("network N { time { step = 1 ms; steps = 4; } input x: spikes[3]; x -> o: if_neuron(); output y = count(o); }", "a.npz")
            .ShouldBe("it holds events of a camera, but input 'x' has the shape [3]");

        File.WriteAllBytes(_folder.PathOf("a.bin"), new byte[7]);
        Error(Nmnist, "a.bin").ShouldBe("its 7 bytes are no whole number of events, of 5 bytes each");
    }

    [Theory]
    [InlineData("gridded.nir")]
    [InlineData("events.nir")]
    [InlineData("valued.nir")]
    public void NirData_IsBinned(string file)
    {
        var samples = Load(
            "network N { time { step = 1 ms; steps = 4; } input x: spikes[2, 3]; x -> o: if_neuron(); output y = count(o); }",
            Path.Combine(AppContext.BaseDirectory, "Data", "Files", file));
        samples.Count.ShouldBe(2);
        var value = file == "valued.nir" ? 2f : 1f;
        NonZeros(samples, 0).ShouldBe([(0, value), (5, value), ((3 * 6) + 2, value)]);
        NonZeros(samples, 1).ShouldBe([(6 + 1, value)]);
    }

    [Theory]
    [InlineData("gridded.nir")]
    [InlineData("events.nir")]
    [InlineData("valued.nir")]
    public void DamagedNirData_IsReadOrOneError(string file)
    {
        var sound = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "Files", file));
        var (random, failures) = (new Random(3), 0);
        for (var i = 0; i < 100; i++)
        {
            var bytes = sound.ToArray();
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                bytes[random.Next(100, bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_folder.PathOf("damaged.nir"), bytes);
            try
            {
                Load("network N { time { step = 1 ms; steps = 4; } input x: spikes[2, 3]; x -> o: if_neuron(); output y = count(o); }", _folder.PathOf("damaged.nir"));
            }
            catch (DiagnosticException e)
            {
                e.Diagnostics.ShouldHaveSingleItem().Code.ShouldStartWith("SNN08");
                failures++;
            }
        }

        failures.ShouldBeInRange(1, 99);
    }

    public void Dispose() => _folder.Dispose();

    private static string DataPath(string file) => Path.Combine(Repository.Data, "nmnist", file);

    private void WriteEvents(string name, double[] times, string key, byte[] columns) => NpzWriter.Write(_folder.PathOf(name),
    [
        new NamedArray("x", [times.Length], columns), new NamedArray("y", [times.Length], new byte[times.Length]),
        new NamedArray("p", [times.Length], new byte[times.Length]), new NamedArray(key, [times.Length], times),
    ]);

    private SampleSet Load(string network, string data, int? limit = null)
    {
        var terminal = new Terminal(TextWriter.Null, TextWriter.Null, IsInteractive: false, HasColour: false, Width: 80);
        var context = new VerbContext(terminal, new DiagnosticPrinter(terminal, DiagnosticFormat.Text), CancellationToken.None);
        var program = CompiledProgram.Load(_folder.Write("net.snn", network), context);
        return new SampleLoader(program.Network(null), program).Load(data, null, limit);
    }

    private string Error(string network, string data) =>
        Should.Throw<DiagnosticException>(() => Load(network, _folder.PathOf(data))).Diagnostics.ShouldHaveSingleItem().Message;

    private static List<(int, float)> NonZeros(SampleSet samples, int sample)
    {
        var buffers = samples.CreateBuffers();
        samples.Read(sample, buffers);
        return [.. buffers[0].Select((value, place) => (place, value)).Where(pair => pair.value != 0)];
    }
}
