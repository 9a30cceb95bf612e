using System;
using System.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Plan;
using Snnc.Execution;
using Snnc.Models.Tests.RandomNetworks;
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
        ShouldEndAfter(every, program, [program.OnCSharp(PassOptions.Default), program.OnCSharp()]);
    }

    [LlvmFact]
    public void NativeInference_ThatEndsEarly_GivesWhatFewerStepsGive()
    {
        var program = ModelProgram.Of(Decoders);
        INetworkRunner[] runners = [program.OnNativeThatEndsEarly(PassOptions.Default), program.OnNativeThatEndsEarly(Stepped)];
        foreach (var every in new[] { 1, 3, 16, 39, 40 })
        {
            ShouldEndAfter(every, program, runners);
        }
    }

    // Looked at step by step, and never sure: tiles of time begin anywhere, and what is remembered is handed from one to the next.
    [LlvmFact]
    public void NativeInference_ThatIsLookedAtOften_IsAnOrdinaryOne()
    {
        foreach (var text in new[] { Decoders, Decoders.Replace("steps = 40", "steps = 400", StringComparison.Ordinal) })
        {
            var program = ModelProgram.Of(text);
            var spikes = Spikes(program.Graph.Time.Steps!.Value * 30, 7);
            var expected = program.OnNative(PassOptions.Default).Outputs(0, spikes);
            foreach (var options in new[] { PassOptions.Default, Stepped })
            {
                var runner = program.OnNativeThatEndsEarly(options);
                foreach (var every in new[] { 1, 3, 7 })
                {
                    var outputs = RunArguments.CreateOutputs(runner);
                    runner.RunUntil(1, every, 0, [spikes], outputs).ShouldBe(program.Graph.Time.Steps.Value);
                    for (var i = 0; i < outputs.Length; i++)
                    {
                        outputs[i].Cast<float>().Zip(expected[i], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4);
                    }
                }

                runner.Outputs(0, spikes)[4].ShouldBe(expected[4]);
            }
        }
    }

    // One that is looked at after each few steps, and is never sure, gives what it gives without being looked at.
    [LlvmFact]
    public void DrawnNetworks_LookedAtOften_GiveTheSame()
    {
        var looked = 0;
        for (var seed = 0; seed < (FullRun.IsOn ? 200 : 40); seed++)
        {
            var subject = DrawnNetwork.Draw((ulong)(13_000 + seed), seed % 2 == 0 ? "hybrid" : "many steps").Subject;
            var plan = Planner.Plan(PassPipeline.Run(subject.Graph, PassOptions.Default), PassOptions.Default);
            if (EarlyEnd.AnswerOf(plan) is null)
            {
                continue;
            }

            var runner = NativeRunner.Compile(plan, subject.Tensors, mayEndEarly: true);
            var (expected, outputs, inputs) = (RunArguments.CreateOutputs(runner), RunArguments.CreateOutputs(runner), subject.Sample(0));
            runner.Run(0, inputs, expected);

            // One score may be so far ahead that the others are nothing beside it: then confidence is 1, but never what is no number.
            runner.RunUntil(float.NaN, 1 + (seed % 4), 0, inputs, outputs).ShouldBe(runner.Steps!.Value);
            looked++;
            var tolerance = subject.Rounds(plan.Graph).Count == 0 ? 0 : 1e-4;
            for (var i = 0; i < outputs.Length; i++)
            {
                var pairs = outputs[i].Cast<object>().Select(Convert.ToDouble).Zip(expected[i].Cast<object>().Select(Convert.ToDouble));
                pairs.ShouldAllBe(
                    pair => pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second)),
                    $"seed {seed}: output {i}");
            }
        }

        looked.ShouldBeGreaterThan(2);
    }

    private static PassOptions Stepped => PassOptions.Default with { Disabled = [PlanPass.Fusion] };

    private static void ShouldEndAfter(int every, ModelProgram program, INetworkRunner[] runners)
    {
        var spikes = Spikes(40 * 30, every);
        foreach (var runner in runners)
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
        ShouldBeSureOf(program, program.OnCSharp(PassOptions.Default));
    }

    [LlvmFact]
    public void DigitsInNativeCode_AreSureOfMostImages_BeforeTheLastStep()
    {
        var program = ModelProgram.Load(Repository.PathOf("samples", "digits", "digits.snn"));
        ShouldBeSureOf(program, program.OnNativeThatEndsEarly(PassOptions.Default));
    }

    private static void ShouldBeSureOf(ModelProgram program, INetworkRunner runner)
    {
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

    [LlvmFact]
    public void NativeCode_MadeToRunAllSteps_RefusesByName()
    {
        var runner = ModelProgram.Of(Decoders).OnNative(PassOptions.Default);

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
