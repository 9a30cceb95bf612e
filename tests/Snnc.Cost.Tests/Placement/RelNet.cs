using System.Collections.Generic;
using System.Linq;
using Snnc.Cost.Placement;

namespace Snnc.Cost.Tests.Placement;

/// <summary>
/// The relational network of Rao et al., by its structure: 20 LSNNs of sentences and one of the question, 200 neurons each, of 180 words; relays that copy
/// their spikes; for each of the 210 pairs of sentences four layers of 256 on both sentences and the question; a layer that takes the sum over pairs, and a
/// perceptron of two layers with a readout.
/// </summary>
internal sealed class RelNet
{
    private const int Sentences = 20;
    private const int Neurons = 200;
    private const int Units = 256;
    private const int LayersPerPair = 4;
    private const int CopiesOfQuestion = 14;

    private readonly List<Population> _populations = [];
    private readonly List<Projection> _projections = [];

    private RelNet()
    {
        var sentences = Enumerable.Range(0, Sentences).Select(i => Relay(Lstm($"sentence{i}"), $"sentence{i}.relay")).ToList();
        var question = Lstm("question");
        var copies = Enumerable.Range(0, CopiesOfQuestion).Select(i => Relay(question, $"question.relay{i}")).ToList();
        var pairs = (from i in Enumerable.Range(0, Sentences) from j in Enumerable.Range(i, Sentences - i) select (i, j)).ToList();
        var last = pairs.Select((pair, number) => Pair(number, [sentences[pair.i], sentences[pair.j], copies[number % CopiesOfQuestion]])).ToList();
        var sum = Add("sum", Units);
        last.ForEach(layer => OneToOne(layer, sum));
        var hidden = Dense("final1", Units, Dense("final0", Units, sum));
        Dense("readout", 180, hidden);
    }

    /// <summary>Gets the cores of the authors' own placement without the perceptron: first layers of pairs, further ones, sentences, question, sum.</summary>
    public static int PublishedCores => 840 + (420 * (LayersPerPair - 1)) + 240 + 87 + 16;

    /// <summary>The network.</summary>
    public static SpikingNetwork Build()
    {
        var net = new RelNet();
        return new SpikingNetwork("relnet", net._populations, net._projections);
    }

    private int Lstm(string name)
    {
        var words = Add($"{name}.words", 180);
        var lstm = Dense(name, Neurons, words);
        Connect(lstm, lstm);
        return lstm;
    }

    private int Relay(int source, string name)
    {
        var relay = Add(name, Neurons);
        OneToOne(source, relay);
        return relay;
    }

    private int Pair(int number, int[] sources)
    {
        var layer = Dense($"pair{number}.0", Units, sources);
        for (var further = 1; further < LayersPerPair; further++)
        {
            layer = Dense($"pair{number}.{further}", Units, layer);
        }

        return layer;
    }

    private int Add(string name, int neurons)
    {
        _populations.Add(new Population(name, neurons));
        return _populations.Count - 1;
    }

    private int Dense(string name, int neurons, params int[] sources)
    {
        var target = Add(name, neurons);
        sources.ToList().ForEach(source => Connect(source, target));
        return target;
    }

    private void Connect(int source, int target) => _projections.Add(Loihi.Dense(source, target, _populations[source], _populations[target]));

    private void OneToOne(int source, int target) => _projections.Add(new MatrixProjection(
        $"to{target}", source, target, Loihi.EightBits, _populations[source], _populations[target],
        [.. Enumerable.Range(0, _populations[source].Neurons).Select(i => new[] { i })]));
}
