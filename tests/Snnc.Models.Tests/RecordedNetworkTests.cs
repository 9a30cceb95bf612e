using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using Snnc.Runtime;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Networks published by others, against the activity that was published or recorded for them.</summary>
public sealed class RecordedNetworkTests
{
    [DataTheory("nir/03_rnn")]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void Braille_PublishedSample_NoHiddenSpikeDiffersFromSnnTorch(string backend)
    {
        var sample = TensorFile.Open(Path.Combine(Repository.Data, "nir/03_rnn/braille_sample0.npz"));
        var runner = On(ModelProgram.WithData("braille.snn", "nir/03_rnn"), backend);
        var input = Singles(sample.Read("input"));
        var published = sample.Read("published_activity_snntorch");

        var hidden = runner.Record(0, input).Of("h").SelectMany(step => step).ToList();
        hidden.Count.ShouldBe(9728);
        hidden.Where((spike, i) => spike != published.GetDouble(i)).Count().ShouldBe(0);
        runner.Outputs(0, input)[0].ShouldBe([10, 160, 112, 113, 103, 68, 121]);
    }

    [DataFact("nmnist", "nir/02_cnn")]
    public void Nmnist_Recordings_SpikesOfAllLayersAsRecorded()
    {
        var expected = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/expected_cnn_sinabs_test50.npz"));
        var frames = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/nmnist_test50_frames.npz"));
        var events = frames.Read("events");
        var labels = frames.Read("labels");
        var totals = expected.Read("totals_f64");
        var runner = Nmnist().OnCSharp();
        var right = 0;
        var recordings = FullRun.IsOn ? 50 : 10;
        for (var recording = 0; recording < recordings; recording++)
        {
            var statistics = new RunStatistics(runner.Nodes);
            runner.Observer = statistics;
            var outputs = runner.Outputs(recording, Recording(events, recording));
            string[] layers = ["n1", "n3", "n6", "n10", "n12"];
            for (var layer = 0; layer < layers.Length; layer++)
            {
                var node = runner.Nodes.ToList().FindIndex(info => info.Name == layers[layer]);
                statistics.SpikesOf(node).ShouldBe(totals.GetDouble((recording * 5) + layer), $"recording {recording}, {layers[layer]}");
            }

            outputs[0].ShouldBe(Counts(expected, recording), $"recording {recording}");
            right += outputs[1][0] == labels.GetDouble(recording) ? 1 : 0;
        }

        right.ShouldBe(FullRun.IsOn ? 48 : Enumerable.Range(0, recordings).Count(i => Counts(expected, i).ArgMax() == labels.GetDouble(i)));
    }

    [DataFact("nir/03_rnn")]
    public void Braille_WeightsOfTheNirFile_SameCounts()
    {
        var input = Singles(TensorFile.Open(Path.Combine(Repository.Data, "nir/03_rnn/braille_sample0.npz")).Read("input"));
        var program = ModelProgram.WithData("braille.snn", "nir/03_rnn", "braille_noDelay_bias_zero.npz", "braille_noDelay_bias_zero.nir");
        program.OnCSharp().Outputs(0, input)[0].ShouldBe([10, 160, 112, 113, 103, 68, 121]);
    }

    [DataFact("nmnist", "nir/02_cnn")]
    public void Nmnist_WeightsOfTheNirFile_SameCounts()
    {
        var events = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/nmnist_test50_frames.npz")).Read("events");
        var expected = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/expected_cnn_sinabs_test50.npz")).Read("counts_f64");
        var runner = ModelProgram.WithData(NmnistSample, "nir/02_cnn", "cnn_sinabs.npz", "cnn_sinabs.nir").OnCSharp();
        runner.Outputs(0, Recording(events, 0))[0].ShouldBe(Enumerable.Range(0, 10).Select(i => expected.GetDouble(i)));
    }

    [DataFact("nmnist", "nir/02_cnn")]
    public void Nmnist_EventsOfACameraAsTheyCome_SameCountsAsTheWholeRecording()
    {
        // The same network as a stream, whose output is the spikes of each step.
        var text = File.ReadAllText(NmnistSample)
            .Replace("steps = 300;", "", StringComparison.Ordinal).Replace("counts: frame[10] = count(n12)", "counts = n12", StringComparison.Ordinal)
            .Replace("output label = argmax(count(n12));", "", StringComparison.Ordinal);
        var counts = new float[10];
        var stream = new EventStream(ModelProgram.Of(text, Path.Combine(Repository.Data, "nir/02_cnn")).OnCSharp(), 1e-3, (outputs, ready) =>
        {
            ready[0].ShouldBeTrue();
            for (var i = 0; i < 10; i++)
            {
                counts[i] += ((float[])outputs[0])[i];
            }
        });

        var recording = File.ReadAllBytes(Path.Combine(Repository.Data, "nmnist/60001_label7.bin"));
        for (var at = 0; at < recording.Length; at += 5)
        {
            var microseconds = ((recording[at + 2] & 0x7F) << 16) | (recording[at + 3] << 8) | recording[at + 4];
            if (microseconds < 300_000)
            {
                stream.Add(microseconds * 1e-6, ((((recording[at + 2] >> 7) * 34) + recording[at + 1]) * 34) + recording[at]);
            }
        }

        stream.AdvanceTo(0.3);
        stream.Steps.ShouldBe(300);
        var expected = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/expected_cnn_sinabs_test50.npz")).Read("counts_f64");
        counts.ShouldBe(Enumerable.Range(0, 10).Select(i => (float)expected.GetDouble(i)));
    }

    [DataFact("nmnist", "nir/02_cnn")]
    public void Nmnist_FirstRecording_BothBackEndsAgree()
    {
        var events = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/nmnist_test50_frames.npz")).Read("events");
        var program = Nmnist();
        new RunComparison().Compare(program.OnCSharp(), program.OnInterpreter(), 0, [Recording(events, 0)]).ShouldBeNull();
    }

    [DataTheory("smnist-lsnn")]
    [InlineData("csharp")]
    [InlineData("interpreter")]
    public void LoihiSmnist_RecordedEvents_EveryIntegerAsOnTheChip(string backend)
    {
        var expected = TensorFile.Open(Path.Combine(Repository.Data, "smnist-lsnn/expected.npz"));
        var runner = On(ModelProgram.WithData("loihi_smnist.snn", "smnist-lsnn"), backend);
        var potentials = expected.Read("v_out_32");
        var labels = expected.Read("pred_1000");
        var raster = expected.Read("raster0");
        for (var image = 0; image < (FullRun.IsOn || backend != "interpreter" ? 32 : 3); image++)
        {
            var input = LoihiEvents(expected, image);
            var record = runner.Record(image, input);
            record.Of("r.v")[^1].ShouldBe(Enumerable.Range(0, 10).Select(i => potentials.GetDouble((image * 10) + i)), $"image {image}");
            runner.Outputs(image, input)[0][0].ShouldBe(labels.GetDouble(image));
            if (image == 0)
            {
                var spikes = record.Of("all").SelectMany((step, t) => step.Select((s, n) => (s, t, n))).Where(x => x.s != 0).Select(x => ((double)(x.t + 1), (double)x.n));
                spikes.ShouldBe(Enumerable.Range(0, raster.Shape[0]).Select(i => (raster.GetDouble(2L * i), raster.GetDouble((2L * i) + 1))));
                ShouldHoldTheCheckpoints(record, expected);
            }
        }
    }

    [LlvmDataFact("nir/03_rnn")]
    public void Braille_OnNativeCode_NoHiddenSpikeDiffersFromSnnTorch() => Braille_PublishedSample_NoHiddenSpikeDiffersFromSnnTorch("native");

    [LlvmDataFact("smnist-lsnn")]
    public void LoihiSmnist_OnNativeCode_EveryIntegerAsOnTheChip() => LoihiSmnist_RecordedEvents_EveryIntegerAsOnTheChip("native");

    [LlvmDataFact("nmnist", "nir/02_cnn")]
    public void Nmnist_OnNativeCode_AgreesWithTheInterpreter()
    {
        var events = TensorFile.Open(Path.Combine(Repository.Data, "nmnist/nmnist_test50_frames.npz")).Read("events");
        var program = Nmnist();
        new RunComparison().Compare(program.OnNative(), program.OnInterpreter(), 0, [Recording(events, 0)]).ShouldBeNull();
    }

    private static string NmnistSample => Repository.PathOf("samples", "nmnist", "nmnist.snn");

    private static ModelProgram Nmnist() => ModelProgram.Load(NmnistSample, Path.Combine(Repository.Data, "nir/02_cnn"));

    private static INetworkRunner On(ModelProgram program, string backend) => backend switch
    {
        "csharp" => program.OnCSharp(),
        "native" => program.OnNative(),
        _ => program.OnInterpreter(),
    };

    private static float[] Singles(TensorData data)
    {
        var values = new float[data.Shape.Size];
        data.CopyTo(0, values, values.Length);
        return values;
    }

    private static float[] Recording(TensorData events, int index)
    {
        var values = new float[300 * 2 * 34 * 34];
        events.CopyTo((long)index * values.Length, values, values.Length);
        return values;
    }

    private static double[] Counts(ITensorSource expected, int recording)
    {
        var counts = expected.Read("counts_f64");
        return [.. Enumerable.Range(0, 10).Select(i => counts.GetDouble((recording * 10) + i))];
    }

    private static void ShouldHoldTheCheckpoints(RunRecord record, ITensorSource expected)
    {
        var steps = expected.Read("cp_step");
        foreach (var (recorded, states) in new[] { ("cp_v", new[] { "lif.v", "ahp.v" }), ("cp_aux", ["ahp.a"]), ("cp_vout", ["r.v"]) })
        {
            var values = expected.Read(recorded);
            var size = values.Shape[1];
            for (var i = 0; i < steps.Shape[0]; i++)
            {
                var step = (int)steps.GetDouble(i);
                states.SelectMany(state => record.Of(state)[step - 1])
                    .ShouldBe(Enumerable.Range(0, size).Select(n => values.GetDouble((i * size) + n)), $"{recorded} after step {step}");
            }
        }
    }

    // Steps count from 1 in the recording; the program's first step has index 0.
    private static float[] LoihiEvents(ITensorSource expected, int image)
    {
        TensorData images = expected.Read("in_image"), steps = expected.Read("in_step"), channels = expected.Read("in_channel");
        var events = new float[840 * 80];
        for (var i = 0; i < images.Shape[0]; i++)
        {
            if ((int)images.GetDouble(i) == image)
            {
                events[(((int)steps.GetDouble(i) - 1) * 80) + (int)channels.GetDouble(i)] = 1;
            }
        }

        return events;
    }
}
