using System;
using System.Linq;
using System.Xml.Linq;
using Shouldly;
using Snnc.Compiler.Passes;
using Snnc.Compiler.Syntax;
using Snnc.Compiler.Text;
using Snnc.Conversion.Evaluation;
using Snnc.Conversion.Reporting;
using Snnc.Execution;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Conversion.Tests;

/// <summary>Small networks of random weights, whose spiking versions must come to the same outputs.</summary>
public sealed class ConverterTests
{
    private const int Steps = 512;
    private const int Samples = 20;

    private const string Layers = "x -> a: dense(12) -> relu -> b: dense(9) -> relu -> c: dense(3);";

    [Theory]
    [InlineData("layers", Layers)]
    [InlineData("no biases", "x -> a: dense(12, bias = none) -> relu -> b: dense(9, bias = none) -> relu -> c: dense(3, bias = none);")]
    [InlineData("a scale and a norm", "x -> s: scale(0.5) -> a: dense(12) -> n: batchnorm -> relu -> b: dense(9) -> relu -> c: dense(3);")]
    [InlineData("a skip", "x -> a: dense(9) -> r: relu -> b: dense(9) -> sum: add; r -> sum; sum -> relu -> c: dense(3);")]
    [InlineData("a branch", "x -> a: dense(5) -> p: relu; x -> b: dense(4) -> q: relu; (p, q) -> concat -> c: dense(3);")]
    [InlineData("weights behind weights", "x -> a: dense(12) -> relu -> b: dense(9) -> c: dense(3);")]
    [InlineData("convolutions", "x -> reshape(1, 4, 4) -> a: conv2d(3, kernel = 3, padding = 1) -> relu -> avgpool2d(2) -> b: conv2d(4, kernel = 2) -> relu -> flatten -> c: dense(3);")]
    [InlineData("a relu at the end", "x -> a: dense(12) -> relu -> b: dense(3) -> c: relu;")]
    public void Network_Converted_GivesTheTrainedOutputs(string what, string body)
    {
        var trained = Network(body, "output y = c;");
        var data = Data();
        var converter = trained.Prepare(data, new ConversionOptions { Percentile = 100, Threads = 2 });
        var report = converter.Compare(converter.Convert(Steps), data);

        report.Layers.ShouldNotBeEmpty(what);
        foreach (var layer in report.Layers)
        {
            layer.Correlation!.Value.ShouldBeGreaterThan(0.999, $"{what}: {layer}");
            layer.Error.ShouldBeLessThan(4.0 / Steps, $"{what}: {layer}");
        }

        Difference(trained, converter.Convert(Steps), data).ShouldBeLessThan(0.04, what);
    }

    [Theory]
    [InlineData(StartPotential.Zero, NeuronKind.Integrate, InputCoding.Constant, 0.05)]
    [InlineData(StartPotential.Half, NeuronKind.Leaky, InputCoding.Constant, 0.3)]
    [InlineData(StartPotential.Half, NeuronKind.Integrate, InputCoding.Rate, 0.8)]
    public void Options_OfNeuronsAndInputs_ComeNear(StartPotential start, NeuronKind neuron, InputCoding input, double within)
    {
        var trained = Network(Layers, "output y = c;");
        var options = new ConversionOptions { Percentile = 100, Start = start, Neuron = neuron, Input = input, LeakSteps = 1000 };
        var converted = trained.Prepare(Data(), options).Convert(Steps);

        Difference(trained, converted, Data()).ShouldBeLessThan(within);
    }

    [LlvmFact]
    public void NativeCode_OfConvolutions_GivesWhatTheInterpreterDoes()
    {
        const string Body = "x -> reshape(1, 4, 4) -> a: conv2d(8, kernel = 1) -> relu -> b: conv2d(8, kernel = 2) -> relu -> flatten -> c: dense(3);";
        var (graph, tensors) = Network(Body, "output y = c;").Prepare(Data(), new ConversionOptions()).Convert(16).Compile([]);
        var options = PassOptions.Default;
        var native = NativeRunner.Compile(Planner.Plan(PassPipeline.Run(graph, options), options), tensors);
        var interpreter = new InterpreterRunner(graph, tensors);
        var inputs = Data().CreateBuffers();
        for (var sample = 0; sample < Samples; sample++)
        {
            Data().Read(sample, inputs);
            var (expected, found) = (RunArguments.CreateOutputs(interpreter), RunArguments.CreateOutputs(native));
            interpreter.Run(sample, inputs, expected);
            native.Run(sample, inputs, found);
            ((float[])found[0]).Zip((float[])expected[0], (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-4f, $"sample {sample}");
        }
    }

    [Fact]
    public void HalfThreshold_OfFewSteps_ErrsLessThanZero()
    {
        var (trained, data) = (Network(Layers, "output y = c;"), Data());
        double Error(StartPotential start)
        {
            var converter = trained.Prepare(data, new ConversionOptions { Start = start });
            return converter.Compare(converter.Convert(8), data).Layers.Sum(layer => layer.Error);
        }

        Error(StartPotential.Half).ShouldBeLessThan(0.7 * Error(StartPotential.Zero));
    }

    [Fact]
    public void SignedNeurons_BetweenWeights_MakeAllTrafficSpikes()
    {
        var trained = Network("x -> a: dense(12) -> relu -> b: dense(9) -> c: dense(3);", "output y = c;");
        var converter = trained.Prepare(Data(), new ConversionOptions { Percentile = 100, SignedNeurons = true });
        var converted = converter.Convert(Steps);

        converter.Compare(converted, Data()).Layers.Select(layer => layer.Neurons).ShouldBe(["a_if", "b_if"]);
        converted.ToText("w.npz").ShouldContain("b_if: if_signed");
        Difference(trained, converted, Data()).ShouldBeLessThan(0.05);
    }

    [Fact]
    public void Counts_OfPositiveScores_AreTheirShareOfTheFactor()
    {
        var trained = Network("x -> a: dense(12) -> relu -> c: dense(3) -> relu -> d: dense(3);", "output y = argmax(d);");
        var converted = trained.Prepare(Data(), new ConversionOptions { Readout = ReadoutKind.Count }).Convert(8);

        converted.ToText("w.npz").ShouldContain("argmax(count(d_if))");
    }

    [Fact]
    public void Softmax_BehindTheLastWeights_StaysAsItIs()
    {
        var trained = Network("x -> a: dense(12) -> relu -> c: dense(3) -> p: softmax;", "output y = p;");
        var converted = trained.Prepare(Data(), new ConversionOptions { Percentile = 100 }).Convert(Steps);

        converted.ToText("w.npz").ShouldContain("c_sum.v -> last -> p: softmax;");
        Difference(trained, converted, Data()).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void Program_OfAConversion_IsInCanonicalForm()
    {
        var text = Network(Layers, "output y = argmax(c);").Prepare(Data(), new ConversionOptions()).Convert(8).ToText("n.npz");

        Formatter.Format(SyntaxTree.Parse(new SourceText("n.snn", text))).ShouldBe(text);
        text.ShouldContain("weights w = \"n.npz\";");
        text.ShouldContain("output y = argmax(last(c_sum.v));");
    }

    [Fact]
    public void MaxPooling_BecomesAverage_AndIsCounted()
    {
        var trained = Network("x -> reshape(1, 4, 4) -> a: conv2d(3, kernel = 1) -> relu -> m: maxpool2d(2) -> flatten -> c: dense(3);", "output y = c;");
        var converter = trained.Prepare(Data(), new ConversionOptions());
        var converted = converter.Convert(8);

        converter.Warnings.ShouldHaveSingleItem().Code.ShouldBe("SNN0873");
        converted.ToText("w.npz").ShouldContain("avgpool2d(2)");
        converter.Compare(converted, Data()).AveragedCorrect.ShouldNotBeNull();
    }

    [Fact]
    public void Threads_OfTheRun_ChangeNothing()
    {
        ConversionReport Of(int threads)
        {
            var converter = Network(Layers, "output y = c;").Prepare(Data(), new ConversionOptions { Threads = threads });
            return converter.Compare(converter.Convert(16), Data());
        }

        var (one, three) = (Of(1), Of(3));
        three.CorrectAfter.ShouldBe(one.CorrectAfter);
        three.SpikesPerStep.ShouldBe(one.SpikesPerStep);
        three.OperationsPerStep.ShouldBe(one.OperationsPerStep);
        three.Layers.Select(layer => layer.Factor).ShouldBe(one.Layers.Select(layer => layer.Factor));
    }

    [Fact]
    public void Target_IsReachedWhereAccuracyStays()
    {
        var converter = Network(Layers, "output y = c;").Prepare(Data(), new ConversionOptions());
        var report = converter.Compare(converter.Convert(4), Data()) with { Samples = 10, CorrectAfter = [9, 7, 8, 9] };

        report.StepsFor(0.8).ShouldBe(3);
        report.StepsFor(0.9).ShouldBe(4);
        report.StepsFor(0.95).ShouldBeNull();
        report.StepsFor(0.5).ShouldBe(1);
    }

    [Fact]
    public void Report_AsPictureAndPage_IsOneFileOfItsOwn()
    {
        var converter = Network(Layers, "output y = c;").Prepare(Data(), new ConversionOptions());
        var report = converter.Compare(converter.Convert(16), Data());

        var picture = XDocument.Parse(ReportSvg.Print(report));
        picture.Descendants().Count(e => e.Name.LocalName == "polyline").ShouldBe(3);
        picture.ToString().Replace("http://www.w3.org/2000/svg", "").ShouldNotContain("http");
        var page = ReportHtml.Print(report, ["SNN0873: <b>"]);
        page.ShouldContain("&lt;b&gt;");
        page.ShouldContain("<td>a</td><td>12</td>");
        page.ShouldNotContain("src=");
    }

    [Theory]
    [InlineData("x -> a: dense(12) -> t: tanh -> c: dense(3);", "SNN0870", "'t' cannot be converted: it is tanh before 'c'")]
    [InlineData("x -> a: dense(12) -> relu -> m: layernorm -> c: dense(3);", "SNN0870", "'m' cannot be converted: it is layernorm")]
    [InlineData("x -> c: softmax;", "SNN0872", "no layer of weights")]
    public void Network_WithMoreThanRelu_IsRefusedByName(string body, string code, string message)
    {
        var fault = Network(body, "output y = c;").Fault(Data(), new ConversionOptions());

        fault.Code.ShouldBe(code);
        fault.Message.ShouldContain(message);
        fault.Hint.ShouldNotBeNull();
    }

    [Fact]
    public void Recipe_OfNxtf_RefusesWhatItHasNoNumbersFor()
    {
        var trained = Network("x -> reshape(1, 4, 4) -> a: conv2d(3, kernel = 1) -> relu -> p: avgpool2d(2) -> flatten -> c: dense(3);", "output y = c;");

        trained.Fault(Data(), new ConversionOptions { Recipe = Recipe.Nxtf }).Message.ShouldContain("'p' cannot be converted: it is avgpool2d");
    }

    [Fact]
    public void Weights_OfNxtf_AreWholeByTheLargestOfWeightsAndBiases()
    {
        float[] weight = [0.5f, -0.25f, 0.1f, 0];
        var trained = Trained.Of(
            "network N { weights w = \"w.npz\"; input x: frame[4]; x -> a: dense(1) -> relu -> c: dense(2); output y = c; }",
            new NamedArray("a.weight", [1, 4], weight),
            new NamedArray("a.bias", [1], new[] { -1f }),
            new NamedArray("c.weight", [2, 1], new[] { 1f, 0.5f }),
            new NamedArray("c.bias", [2], new[] { 0f, 2f }));
        var data = new SampleData(1, [4], (_, inputs) => inputs[0].AsSpan().Fill(1), null);
        var arrays = trained.Prepare(data, new ConversionOptions { Recipe = Recipe.Nxtf }).Convert(4).Tensors.ToDictionary(array => array.Key, array => array.Values);

        arrays["a.weight"].ShouldBe(new short[] { 127, -63, 25, 0 });
        arrays["a.bias"].ShouldBe(new short[] { -255 });
        arrays["c.weight"].ShouldBe(new short[] { 127, 63 });
        arrays["c.bias"].ShouldBe(new short[] { 0, 255 });
    }

    private static SampleData Data()
    {
        var random = new Random(3);
        var values = Enumerable.Range(0, Samples * 16).Select(_ => random.NextSingle()).ToArray();
        return new SampleData(Samples, [16], (sample, inputs) => Array.Copy(values, sample * 16, inputs[0], 0, 16), [.. Enumerable.Range(0, Samples).Select(i => i % 3)]);
    }

    // Weights of every key that a body may name.
    private static Trained Network(string body, string output)
    {
        var random = new Random(7);
        float[] Values(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 0.9)))];
        NamedArray[] Layer(string name, int[] shape)
        {
            var inputs = shape.Skip(1).Aggregate(1, (a, b) => a * b);
            return
            [
                new($"{name}.weight", [.. shape], Values(shape[0] * inputs, 2 / Math.Sqrt(inputs))),
                new($"{name}.bias", [shape[0]], Values(shape[0], 0.2)),
            ];
        }

        var shapes = Shapes(body);
        NamedArray[] norm =
        [
            new("n.weight", [12], Values(12, 0.5)), new("n.bias", [12], Values(12, 0.5)), new("n.running_mean", [12], Values(12, 0.5)),
            new("n.running_var", [12], Array.ConvertAll(Values(12, 0.5), x => 1 + Math.Abs(x))), new("m.weight", [12], Values(12, 1)), new("m.bias", [12], Values(12, 1)),
        ];
        var text = $"network N {{ weights w = \"w.npz\"; input x: frame[16]; {body} {output} }}";
        return Trained.Of(text, [.. shapes.SelectMany(shape => Layer(shape.Name, shape.Shape)), .. norm]);
    }

    private static (string Name, int[] Shape)[] Shapes(string body) => body switch
    {
        _ when body.Contains("conv2d(8") => [("a", [8, 1, 1, 1]), ("b", [8, 8, 2, 2]), ("c", [3, 72])],
        _ when body.Contains("conv2d(4") => [("a", [3, 1, 3, 3]), ("b", [4, 3, 2, 2]), ("c", [3, 4])],
        _ when body.Contains("conv2d(3") => [("a", [3, 1, 1, 1]), ("c", [3, 12])],
        _ when body.Contains("dense(5)") => [("a", [5, 16]), ("b", [4, 16]), ("c", [3, 9])],
        _ when body.Contains("a: dense(9)") => [("a", [9, 16]), ("b", [9, 9]), ("c", [3, 9])],
        _ when body.Contains("b: dense(3)") => [("a", [12, 16]), ("b", [3, 12])],
        _ when body.Contains("b: dense(9") => [("a", [12, 16]), ("b", [9, 12]), ("c", [3, 9])],
        _ => [("a", [12, 16]), ("c", [3, 12]), ("d", [3, 3])],
    };

    // The largest difference of outputs, over all samples.
    private static double Difference(Trained trained, ConvertedNetwork converted, SampleData data)
    {
        var (graph, tensors) = converted.Compile([]);
        var (ann, snn) = (new InterpreterRunner(trained.Graph, trained.Tensors), new InterpreterRunner(graph, tensors));
        var worst = 0.0;
        for (var sample = 0; sample < Samples; sample++)
        {
            var inputs = data.CreateBuffers();
            data.Read(sample, inputs);
            var (expected, found) = (RunArguments.CreateOutputs(ann), RunArguments.CreateOutputs(snn));
            ann.Run(sample, inputs, expected);
            snn.Run(sample, inputs, found);
            worst = Math.Max(worst, ((float[])expected[0]).Zip((float[])found[0], (a, b) => Math.Abs(a - b)).Max());
        }

        return worst;
    }
}
