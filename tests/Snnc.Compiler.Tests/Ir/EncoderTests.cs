using System.Linq;
using Shouldly;
using Snnc.Compiler.Ir;
using Snnc.Compiler.Ir.Interpretation;
using Snnc.Numerics;
using Snnc.Tests;
using Xunit;
using static Snnc.Compiler.Tests.Ir.GraphBuilder;

namespace Snnc.Compiler.Tests.Ir;

public sealed class EncoderTests
{
    [Fact]
    public void EncodeConstant_Frame_IsTheSameInEveryStep() =>
        new GraphBuilder(3).Input("x", Frame(2)).Node("y", new EncodeConstantOp(), Signal(2), "x").Output("y")
            .Run([1, 2]).ShouldBe([1, 2, 1, 2, 1, 2]);

    [Fact]
    public void EncodeLatency_Values_SpikeTheSoonerTheLarger() =>
        new GraphBuilder(4).Input("x", Frame(4)).Node("y", new EncodeLatencyOp(3, 1), Spikes(4), "x").Output("y")
            .Run([1, 0.5f, 0.01f, 0]).ShouldBe([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]);

    [Fact]
    public void EncodeRows_MiddleAxis_BecomesTime() =>
        new GraphBuilder(2).Input("x", Frame(2, 2, 2)).Node("y", new EncodeRowsOp(1), Signal(2, 2), "x").Output("y")
            .Run([0, 1, 2, 3, 4, 5, 6, 7]).ShouldBe([0, 1, 4, 5, 2, 3, 6, 7]);

    [Fact]
    public void EncodeDelta_Signal_MovesItsReferenceByOneThresholdAStep() =>
        new GraphBuilder(6).Input("x", Signal(1)).Node("y", new EncodeDeltaOp(0.5), Spikes(2, 1), "x").Output("y")
            .Run([1, 1.5f, 2.6f, 2.6f, 2.6f, 1.9f]).ShouldBe([0, 0, 1, 0, 1, 0, 1, 0, 0, 0, 0, 1]);

    [Fact]
    public void EncodeRate_Sample_CountsFromItsIndex()
    {
        var graph = new GraphBuilder(5).Input("x", Frame(3)).Node("y", new EncodeRateOp(2, 9), Spikes(3), "x").Output("y");
        float[] x = [0.5f, 1, 2];
        var expected = from t in Enumerable.Range(0, 5)
                       from i in Enumerable.Range(0, 3)
                       select CounterHash.Hash(9, (((4 * 5) + t) * 3) + i) * 2.0 < x[i] * 16777216.0 ? 1.0 : 0.0;
        graph.Interpreter().Run(4, [x])["y"].Values.ShouldBe(expected.ToArray());
    }

    [DataFact("mnist/t10k-images-idx3-ubyte.gz", "models/encoder_check.json")]
    public void EncodeRate_First32MnistImages_GivesThePublishedSpikes()
    {
        var interpreter = new GraphBuilder(20).Input("x", Frame(784)).Node("y", new EncodeRateOp(255, 7), Spikes(784), "x").Output("y").Interpreter();
        var trains = Mnist.Images(32).Select((image, sample) => interpreter.Run(sample, [image])["y"].Values).ToList();
        trains.Sum(train => train.Sum()).ShouldBe(59493);
        Enumerable.Range(0, 20).Select(t => trains[0].Skip(t * 784).Take(784).Sum())
            .ShouldBe([69, 75, 69, 74, 73, 71, 76, 66, 69, 72, 69, 73, 72, 72, 70, 70, 73, 72, 72, 71]);
        Enumerable.Range(0, 784).Where(i => trains[0][i] != 0).Take(6).ShouldBe([204, 205, 231, 232, 233, 234]);
    }
}
