using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Tensors;
using Snnc.Execution;
using Snnc.Import.Nir;
using Snnc.Tensors;
using Snnc.Tensors.Hdf5;
using Snnc.Tests;
using Xunit;

namespace Snnc.Import.Tests.Nir;

/// <summary>The files that were published with NIR, against the activity that was published or recorded for them.</summary>
public sealed class PublishedFilesTests
{
    [DataFact("nir/01_lif")]
    public void Lif_OfNorse_SpikesAndVoltagesAsPublished()
    {
        var rows = File.ReadLines(PathOf("nir/01_lif/lif_norse.csv")).Select(line => line.Split(',')).Where(row => double.TryParse(row[0], CultureInfo.InvariantCulture, out _))
            .Select(row => Array.ConvertAll(row, cell => double.Parse(cell, CultureInfo.InvariantCulture))).ToList();
        var program = Import("nir/01_lif/lif_norse.nir", new("Lif", "lif.npz") { Steps = rows.Count, StepSeconds = 1e-4, Unit = TimeUnit.Seconds, Method = IntegrationMethod.Euler });

        var record = program.Record([.. rows.Select(row => (float)row[0])]);

        var spikes = record.Of("n1").Select((step, t) => (Spike: step[0], t)).Where(x => x.Spike != 0).Select(x => x.t);
        spikes.ShouldBe([460, 510, 710, 760]);
        var voltages = record.Of("n1.v").Select(step => step[0]).ToList();
        for (var t = 0; t < rows.Count; t++)
        {
            voltages[t].ShouldBe(rows[t][1], 1e-6, $"row {t}");
        }
    }

    [DataTheory("nir/01_lif")]
    [InlineData("norse")]
    [InlineData("snntorch")]
    [InlineData("nengo")]
    [InlineData("spyx")]
    [InlineData("spinnaker2")]
    public void Lif_ReadAsAnotherPlatform_FiresInTheRowsThatItPublished(string platform)
    {
        var rows = File.ReadLines(PathOf($"nir/01_lif/lif_{platform}.csv"))
            .Select(line => Array.ConvertAll(line.Split(','), cell => double.Parse(cell, CultureInfo.InvariantCulture))).ToList();
        var convention = platform == "snntorch" ? "snntorch-nir" : platform;
        var program = Import(
            "nir/01_lif/lif_norse.nir", new("Lif", "lif.npz") { Steps = rows.Count, StepSeconds = 1e-4, Unit = TimeUnit.Seconds, Convention = convention });

        var spikes = program.Run([.. rows.Select(row => row[0] > 0 ? 1f : 0)])[0];

        spikes.Select((spike, t) => (spike, t)).Where(x => x.spike != 0).Select(x => x.t).ShouldBe(Enumerable.Range(0, rows.Count).Where(t => rows[t][2] > 0));
    }

    [DataFact("nir/01_lif")]
    public void Lif_OfRockpool_IsRecognisedAndSpikesAsRockpool()
    {
        var rows = File.ReadLines(PathOf("nir/01_lif/lif_norse.csv")).Select(line => line.Split(',')).Where(row => double.TryParse(row[0], CultureInfo.InvariantCulture, out _)).ToList();
        var network = NirImporter.Import(PathOf("nir/01_lif/lif_rockpool.nir"), new("Lif", "lif.npz") { Steps = rows.Count });

        network.Readings.ShouldContain(line => line.Contains("as Rockpool writes them") && line.Contains("dt = 0.0001"));
        var outputs = new ImportedProgram(network).Run([.. rows.Select(row => float.Parse(row[0], CultureInfo.InvariantCulture))])[0];
        outputs.Select((spike, t) => (spike, t)).Where(x => x.spike != 0).Select(x => x.t).ShouldBe([450, 500, 710, 760]);
    }

    [DataFact("nir/03_rnn")]
    public void Braille_OfTheFile_NoHiddenSpikeDiffersFromSnnTorch()
    {
        var network = NirImporter.Import(PathOf("nir/03_rnn/braille_noDelay_bias_zero.nir"), new("Braille", "b.npz") { Steps = 256, InputsAreSpikes = true });
        var sample = TensorFile.Open(PathOf("nir/03_rnn/braille_sample0.npz"));
        var published = sample.Read("published_activity_snntorch");
        var program = new ImportedProgram(network);

        var record = program.Record(Singles(sample.Read("input")));

        network.Readings.ShouldContain(line => line.Contains("r = tau/dt with dt = 0.0001"));
        network.Readings.ShouldContain("a cycle is closed one step later: on the edge from 'lif1.lif' to 'lif1.w_rec'");
        var hidden = record.Of("lif1_lif").SelectMany(step => step).ToList();
        hidden.Count.ShouldBe(9728);
        hidden.Where((spike, i) => spike != published.GetDouble(i)).Count().ShouldBe(0);
        Enumerable.Range(0, 7).Select(n => record.Of("lif2").Sum(step => step[n])).ShouldBe([10, 160, 112, 113, 103, 68, 121]);
    }

    [DataFact("nir/03_rnn")]
    public void Braille_AsSnnTorchReadsIt_NoHiddenSpikeDiffers()
    {
        var options = new ImportOptions("Braille", "b.npz") { Steps = 256, Convention = "snntorch-nir" };
        var sample = TensorFile.Open(PathOf("nir/03_rnn/braille_sample0.npz"));
        var published = sample.Read("published_activity_snntorch");

        var hidden = Import("nir/03_rnn/braille_noDelay_bias_zero.nir", options).Record(Singles(sample.Read("input"))).Of("lif1_lif").SelectMany(step => step);

        hidden.Where((spike, i) => spike != published.GetDouble(i)).Count().ShouldBe(0);
    }

    [DataFact("nir/03_rnn")]
    public void Braille_Nested_TellsTheDanglingEdge()
    {
        var error = Should.Throw<ImportException>(() => Import("nir/03_rnn/braille_noDelay_bias_zero_subgraph.nir", new("Braille", "b.npz")));

        error.Message.ShouldBe("edge 'input' -> 'lif' leads to the unknown node 'lif': graph 'lif1' does not have it");
        error.Hint.ShouldBe("did you mean 'lif1'?");
    }

    [DataFact("nir/03_rnn")]
    public void Braille_NestedWithItsNamesMended_DoesWhatTheFlatOneDoes()
    {
        static string Mended(string name) => name == "lif" ? "lif1" : name;
        var graph = NirReader.Read(Hdf5File.Open(PathOf("nir/03_rnn/braille_noDelay_bias_zero_subgraph.nir")));
        var inner = graph.Nodes.OfType<NirGraph>().Single();
        var mended = inner with { Edges = [.. inner.Edges.Select(edge => new NirEdge(Mended(edge.From), Mended(edge.To)))] };
        var network = NirImporter.Import(graph with { Nodes = [.. graph.Nodes.Select(node => node == inner ? mended : node)] }, "test", new("Braille", "b.npz") { Steps = 256 });
        var sample = TensorFile.Open(PathOf("nir/03_rnn/braille_sample0.npz"));
        var published = sample.Read("published_activity_snntorch");

        var hidden = new ImportedProgram(network).Record(Singles(sample.Read("input"))).Of("lif1_lif1").SelectMany(step => step);

        hidden.Where((spike, i) => spike != published.GetDouble(i)).Count().ShouldBe(0);
    }

    [DataFact("nir/02_cnn", "nmnist")]
    public void Nmnist_OfTheFile_SpikesOfAllLayersAsRecorded()
    {
        var options = new ImportOptions("Nmnist", "n.npz") { Steps = 300, InputsAreSpikes = true, Reset = ResetMode.Subtract, IsReached = true };
        var network = NirImporter.Import(PathOf("nir/02_cnn/cnn_sinabs.nir"), options);
        network.Readings.ShouldContain(line => line.Contains("have r = 1, as sinabs writes them"));
        var events = TensorFile.Open(PathOf("nmnist/nmnist_test50_frames.npz")).Read("events");
        var totals = TensorFile.Open(PathOf("nmnist/expected_cnn_sinabs_test50.npz")).Read("totals_f64");
        var runner = new ImportedProgram(network).OnCSharp();
        string[] layers = ["n1", "n3", "n6", "n10", "n12"];
        for (var recording = 0; recording < (FullRun.IsOn ? 50 : 5); recording++)
        {
            var statistics = new RunStatistics(runner.Nodes);
            runner.Observer = statistics;
            _ = ImportedProgram.Outputs(runner, Recording(events, recording));
            for (var layer = 0; layer < layers.Length; layer++)
            {
                var node = runner.Nodes.ToList().FindIndex(info => info.Name == layers[layer]);
                statistics.SpikesOf(node).ShouldBe(totals.GetDouble((recording * 5) + layer), $"recording {recording}, {layers[layer]}");
            }
        }
    }

    private static string PathOf(string path) => Path.Combine(Repository.Data, path);

    private static ImportedProgram Import(string path, ImportOptions options) => new(NirImporter.Import(PathOf(path), options));

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
}
