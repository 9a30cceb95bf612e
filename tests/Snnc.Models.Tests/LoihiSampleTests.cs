using System;
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

/// <summary>The sample of the published Loihi network, from images on: events, every count, and the labels that the chip gave.</summary>
public sealed class LoihiSampleTests
{
    private const string Data = "smnist-lsnn";

    private static readonly Lazy<ITensorSource> Expected = new(() => TensorFile.Open(Path.Combine(Repository.Data, Data, "expected.npz")));

    [DataFact(Data, "mnist")]
    public void Code_FirstImages_EventsAreThoseRecorded()
    {
        var runner = Program("Direct").OnCSharp();
        TensorData images = Expected.Value.Read("in_image"), steps = Expected.Value.Read("in_step"), channels = Expected.Value.Read("in_channel");
        var recorded = Enumerable.Range(0, images.Shape[0])
            .ToLookup(i => (int)images.GetDouble(i), i => ((int)steps.GetDouble(i) - 1, (int)channels.GetDouble(i)));
        for (var image = 0; image < 32; image++)
        {
            var events = runner.Record(image, Mnist.Image(image)).Of("events.channels");
            events.SelectMany((step, t) => step.Select((spike, channel) => (spike, t, channel))).Where(x => x.spike != 0).Select(x => (x.t, x.channel))
                .ShouldBe(recorded[image].Order(), $"image {image}");
        }
    }

    // An operation is a spike that crosses a synapse: what is sent in the last step arrives nowhere.
    [DataFact(Data, "mnist")]
    public void Network_Images_SpikesAndSynapticOperationsAsCounted()
    {
        var runner = Program("Direct").OnCSharp();
        int[] input = FanOut("w_in"), recurrent = FanOut("w_rec"), output = FanOut("w_out");
        TensorData spikes = Expected.Value.Read("spikes_1000"), operations = Expected.Value.Read("synops_1000");
        for (var image = 0; image < (FullRun.IsOn ? 1000 : 30); image++)
        {
            var counts = new NeuronCounts(runner);
            runner.Observer = counts;
            runner.Outputs(image, Mnist.Image(image));
            long[] all = [.. counts.Of("net.fast"), .. counts.Of("net.slow")], sent = [.. counts.SentOf("net.fast"), .. counts.SentOf("net.slow")];

            new[] { counts.Of("events.channels").Sum(), all[..59].Sum(), all[59..140].Sum(), all[140..].Sum(), counts.Of("net.readout").Sum() }
                .ShouldBe(Enumerable.Range(0, 5).Select(i => (long)spikes.GetDouble((image * 5) + i)), $"image {image}");
            new[] { Operations(counts.SentOf("events.channels"), input), Operations(sent, recurrent), Operations(sent, output), sent[140..].Sum() }
                .ShouldBe(Enumerable.Range(0, 4).Select(i => (long)operations.GetDouble((image * 4) + i)), $"image {image}");
        }
    }

    [DataTheory(Data, "mnist")]
    [InlineData("Direct", "100")]
    [InlineData("Relay", "200")]
    public void Network_ImagesOfTheChip_EveryLabelIsTheChips(string network, string run)
    {
        var runner = Program(network).OnCSharp();
        TensorData indices = Expected.Value.Read($"silicon_index_{run}"), labels = Expected.Value.Read($"silicon_pred_{run}");
        Enumerable.Range(0, indices.Shape[0]).Select(i => runner.Outputs(0, Mnist.Image((int)indices.GetDouble(i)))[0][0])
            .ShouldBe(Enumerable.Range(0, indices.Shape[0]).Select(i => labels.GetDouble(i)));
        indices.Shape[0].ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(run);
    }

    [DataFact(Data, "mnist")]
    public void Network_TestImages_AnswersAsRecorded()
    {
        var runner = Program("Direct").OnCSharp(Compiler.Passes.PassOptions.Default);
        var recorded = Expected.Value.Read("pred_10000");
        var images = FullRun.IsOn ? 10_000 : 200;
        var answers = Enumerable.Range(0, images).Select(image => (int)runner.Outputs(image, Mnist.Image(image))[0][0]).ToList();

        answers.ShouldBe(Enumerable.Range(0, images).Select(image => (int)recorded.GetDouble(image)));
        if (FullRun.IsOn)
        {
            answers.Where((answer, image) => answer == Mnist.Label(image)).Count().ShouldBe(9214);
        }
    }

    [LlvmDataFact(Data, "mnist")]
    public void Network_OnNativeCode_PotentialsAsRecorded()
    {
        var runner = Program("Direct").OnNative(Compiler.Passes.PassOptions.Default);
        var potentials = Expected.Value.Read("v_out_32");
        for (var image = 0; image < 32; image++)
        {
            runner.Outputs(image, Mnist.Image(image))[1].ShouldBe(Enumerable.Range(0, 10).Select(i => potentials.GetDouble((image * 10) + i)), $"image {image}");
        }
    }

    private static ModelProgram Program(string network) =>
        ModelProgram.Load(Repository.PathOf("samples", "loihi-smnist", "smnist.snn"), Path.Combine(Repository.Data, Data), network);

    private static long Operations(long[] sent, int[] fanOut) => sent.Zip(fanOut, (spikes, synapses) => spikes * synapses).Sum();

    // Rows are sources.
    private static int[] FanOut(string weights)
    {
        var tensor = TensorFile.Open(Path.Combine(Repository.Data, Data, $"{weights}.npy")).Read("");
        var targets = tensor.Shape[1];
        return [.. Enumerable.Range(0, tensor.Shape[0]).Select(source => Enumerable.Range(0, targets).Count(target => tensor.GetDouble((source * targets) + target) != 0))];
    }

    /// <summary>Counts the spikes of every neuron, and those of all steps but the last.</summary>
    private sealed class NeuronCounts(INetworkRunner runner) : IStepObserver
    {
        private readonly long[][] _all = [.. runner.Nodes.Select(node => new long[node.Value.Length])];
        private readonly long[][] _sent = [.. runner.Nodes.Select(node => new long[node.Value.Length])];

        public long[] Of(string node) => _all[IndexOf(node)];

        public long[] SentOf(string node) => _sent[IndexOf(node)];

        public void OnValues(int node, int step, ReadOnlySpan<float> values)
        {
            for (var i = 0; i < values.Length && runner.Nodes[node].Value.Kind == ValueKind.Spikes; i++)
            {
                _all[node][i] += (long)values[i];
                _sent[node][i] += step < runner.Steps - 1 ? (long)values[i] : 0;
            }
        }

        public void OnValues(int node, int step, ReadOnlySpan<long> values)
        {
        }

        public void OnStates(int node, int state, int step, ReadOnlySpan<float> values)
        {
        }

        public void OnStates(int node, int state, int step, ReadOnlySpan<long> values)
        {
        }

        private int IndexOf(string name) => runner.Nodes.ToList().FindIndex(node => node.Name == name);
    }
}
