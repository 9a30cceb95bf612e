using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Execution;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>Dynamic time steps: an inference that ends after n steps gives what the same network with n steps gives.</summary>
public sealed class EarlyEndTests
{
    private const string Decoders =
        """
        network Net {
            time { step = 1 ms; steps = 40; }
            input s: spikes[30];
            s -> dense(70, weight = uniform(-0.5, 1, seed = 1), bias = none) -> h[70]: lif(tau = 5 ms);
            h -> dense(70, weight = uniform(-0.3, 0.3, seed = 2), bias = none, delay = 1 step) -> h;
            h -> dense(5, weight = uniform(-1, 1, seed = 3), bias = none) -> o[5]: li;
            output scores = mean(o.v);
            output counts = sum(h);
            output best = max(o.v);
            output final = last(o.v);
            output raster = h;
        }
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(39)]
    [InlineData(40)]
    public void Inference_ThatEndsEarly_GivesWhatFewerStepsGive(int every)
    {
        var program = ModelProgram.Of(Decoders);
        var (fast, watchable) = (program.OnCSharp(PassOptions.Default), program.OnCSharp());
        var spikes = Spikes(40 * 30, every);

        foreach (var runner in new[] { fast, watchable })
        {
            var outputs = RunArguments.CreateOutputs(runner);
            var steps = runner.RunUntil(0, every, 0, [spikes], outputs);

            steps.ShouldBe(every);
            var expected = program.WithSteps(steps).OnInterpreter().Outputs(0, [.. spikes.Take(steps * 30)]);
            for (var i = 0; i < 4; i++)
            {
                outputs[i].Cast<float>().Zip(expected[i], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-5);
            }

            outputs[4].Cast<float>().Select(x => (double)x).ShouldBe([.. expected[4], .. new double[(40 - steps) * 70]]);
        }
    }

    [Fact]
    public void Inference_ThatIsNeverSure_IsAnOrdinaryOne()
    {
        var runner = ModelProgram.Of(Decoders).OnCSharp(PassOptions.Default);
        var spikes = Spikes(40 * 30, 7);
        var (usual, looked) = (RunArguments.CreateOutputs(runner), RunArguments.CreateOutputs(runner));
        runner.Run(0, [spikes], usual);

        runner.RunUntil(1, 1, 0, [spikes], looked).ShouldBe(40);
        looked.ShouldBe(usual);
        runner.RunUntil(2, 7, 0, [spikes], looked).ShouldBe(40);
        looked.ShouldBe(usual);
    }

    [Fact]
    public void Digits_AreSureOfMostImages_BeforeTheLastStep()
    {
        var program = ModelProgram.Load(Repository.PathOf("samples", "digits", "digits.snn"));
        var runner = program.OnCSharp(PassOptions.Default);
        var image = Enumerable.Range(0, 784).Select(i => (float)(i * 37 % 256)).ToArray();
        var outputs = RunArguments.CreateOutputs(runner);

        var steps = runner.RunUntil(0.3f, 1, 0, [image], outputs);

        steps.ShouldBeInRange(2, 25);
        var expected = program.WithSteps(steps).OnInterpreter().Outputs(0, image);
        outputs[0].Cast<float>().Zip(expected[0], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4);
        Softmax(expected[0]).ShouldBeGreaterThanOrEqualTo(0.299);
    }

    [Fact]
    public void Network_WithoutScores_RefusesByName()
    {
        var runner = ModelProgram.Of(Decoders.Replace("mean(o.v)", "first_spike(h)", StringComparison.Ordinal)).OnCSharp(PassOptions.Default);

        Should.Throw<NotSupportedException>(() => runner.RunUntil(0.5f, 1, 0, [Spikes(1200, 1)], RunArguments.CreateOutputs(runner)))
            .Message.ShouldContain("'Net'");
    }

    private static double Softmax(double[] scores) => 1 / scores.Sum(x => Math.Exp(x - scores.Max()));

    private static float[] Spikes(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() < 0.2 ? 1f : 0)];
    }
}
