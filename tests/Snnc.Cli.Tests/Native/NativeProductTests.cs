using System;
using System.Globalization;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tensors;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Native;

/// <summary><c>snnc build</c> of native code, called from C on this machine: it answers as the interpreter does.</summary>
public sealed class NativeProductTests
{
    internal const string Stream = """
        /// A stream, whose documentation ends a comment: */ and begins one: /*
        network Echo {
            time { step = 1 ms; }
            input x: signal[3];
            x -> h: lif(tau = 5 ms);
            h -> late: delay(2 ms) -> h;
            h -> n: count(every = 4 ms);
            output s = h;
            output v = h.v;
            output k = n;
            output best = argmax(n);
        }
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    private static readonly string[] Strict = ["-std=c99", "-Wall", "-Wextra", "-pedantic", "-Werror", "-O1"];

    [ToolFact("gcc")]
    public void Sample_InC_ClassifiesAsTheInterpreter_InLittleMemory()
    {
        const int Count = 12;
        using var folder = new TemporaryFolder();
        var built = CommandRun.In(folder, "build", Digits, "-o", folder.Path, "--emit", "shared");
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        built.Out.Split('\n').ShouldContain("libDigits.so");
        built.Out.Split('\n').ShouldContain("Digits.h");

        Tool.Run(
            folder.Path, "gcc",
            [.. Strict, "-I.", Repository.PathOf("samples", "digits", "c", "main.c"), "-L.", "-lDigits", "-Wl,-rpath,$ORIGIN", "-o", "digits"]);
        var run = Tool.Run(folder.Path, folder.PathOf("digits"), [], Npy(Count));

        var oracle = new Oracle(Digits);
        var lines = run.Out.Split('\n')[..^1].Select(line => line.Split(' ')).ToList();
        var expected = oracle.Answer(Images(Count));
        lines.Count.ShouldBe(Count);
        for (var i = 0; i < Count; i++)
        {
            lines[i][0].ShouldBe($"{((long[])expected[i][1]!)[0]}");
            var scores = lines[i][1..].Select(text => float.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            scores.Zip((float[])expected[i][0]!).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-3);
        }

        var sure = Tool.Run(folder.Path, folder.PathOf("digits"), ["0.6"], Npy(Count)).Out.Split('\n')[..^1].Select(line => line.Split(' ')).ToList();
        sure.Select(line => line[0]).ShouldBe(lines.Select(line => line[0]));
        sure.Select(line => int.Parse(line[^1], CultureInfo.InvariantCulture)).ShouldAllBe(steps => steps >= 1 && steps <= 25);
        sure.Count(line => line[^1] != "25").ShouldBePositive();
        run.Error.ShouldContain("active: ");

        var header = File.ReadAllText(folder.PathOf("Digits.h"));
        PeakKilobytes(run.Error).ShouldBeLessThan(((Number(header, "Digits_SIZE") + Number(header, "Digits_WEIGHTS_SIZE")) / 1024) + (20 * 1024));
    }

    // Both networks are one to who does not care for case.
    [ToolFact("gcc", "g++")]
    public void Header_OfNamesThatMeanSomethingInC_CompilesAsCAndAsCpp()
    {
        using var folder = new TemporaryFolder();
        var net = "network {0} {{ input COUNT: frame[1]; input x: frame[2]; input x_LENGTH: frame[3]; output NULL = x; output int64_t = COUNT; "
            + "output register = x_LENGTH; }}";
        folder.Write("net.snn", string.Join("\n", new[] { "class", "Class", "restrict" }.Select(name => string.Format(null, net, name))));
        folder.Write("user.c", """
            #include "class.h"
            #include "Class.h"
            #include "restrict.h"

            #if class_IN_COUNT_2 != 0 || class_IN_x != 1 || class_IN_x_LENGTH != 2 || class_IN_x_LENGTH_2 != 2 || class_IN_COUNT != 3
            #error arrays
            #endif

            int run(const float *const *inputs, void *const *outputs)
            {
                class_ *first = class_create();
                Class *second = Class_create();
                restrict_ *third = restrict_create();
                return first && second && third && class_run(first, 0, inputs, outputs) == Class_run(second, 0, inputs, outputs);
            }
            """);

        var built = CommandRun.In(folder, "build", "net.snn", "-o", folder.Path, "--emit", "header");

        built.Code.ShouldBe(ExitCode.Success, built.Error);
        Tool.Run(folder.Path, "gcc", [.. Strict, "-fsyntax-only", "user.c"]);
        Tool.Run(folder.Path, "g++", ["-std=c++11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-x", "c++", "-fsyntax-only", "user.c"]);
    }

    [ToolFact("gcc", "g++")]
    public void Header_OfNamesThatTheCLibraryHas_CompilesAsCAndAsCpp()
    {
        string[] names = ["main", "printf", "malloc", "memcpy", "sinf", "y1", "index", "random", "round", "size_t", "FILE", "NAN", "NULL", "linux", "Printf"];
        using var folder = new TemporaryFolder();
        folder.Write("net.snn", string.Join("\n", names.Select(name => $"network {name} {{ input x: frame[1]; output y = x; }}")));
        string[] library = ["stdint", "stdio", "stdlib", "string", "math"];
        var headers = library.Select(name => $"#include <{name}.h>").Concat(names.Select(name => $"#include \"{name}.h\""));
        var uses = names.Select(name => $"    {(name == "Printf" ? name : name + "_")} *{name}_0 = {name}_create(); {name}_free({name}_0);");
        folder.Write("user.c", string.Join("\n", [.. headers, "int main(void) {", .. uses, "    return 0;", "}", ""]));

        var built = CommandRun.In(folder, "build", "net.snn", "-o", folder.Path, "--emit", "header");

        built.Code.ShouldBe(ExitCode.Success, built.Error);
        Tool.Run(folder.Path, "gcc", ["-Wall", "-Wextra", "-Werror", "-fsyntax-only", "user.c"]);
        Tool.Run(folder.Path, "g++", ["-Wall", "-Wextra", "-Werror", "-x", "c++", "-fsyntax-only", "user.c"]);
    }

    [ToolFact("gcc")]
    public void Stream_SavedAndLoaded_GoesOnAsTheInterpreter() => Agree(Stream, "Echo_create()", "");

    [ToolFact("gcc")]
    public void Instance_InTheCallersMemory_NeedsNoHeap() => Agree(Stream, "fixed()", "Echo_weights");

    [ToolFact("gcc")]
    public void Code_ThatIsNotOptimised_AnswersTheSame() => Agree(Stream, "Echo_create()", "", "-O0");

    // Each piece by a thread of its own, the last first.
    [ToolFact("gcc")]
    public void Layers_SharedByTheCaller_AnswerTheSame()
    {
        const string Main = """
            #include "Wide.h"
            #include <pthread.h>
            #include <stdio.h>
            #include <string.h>

            struct piece { Wide_part part; void *job; int64_t first; };

            static int calls;

            static void *run(void *argument) {
                struct piece *piece = argument;
                piece->part(piece->job, piece->first, piece->first + 1);
                return NULL;
            }

            static void share(void *context, Wide_part part, void *job, int64_t count, int32_t is_long) {
                pthread_t threads[64];
                struct piece pieces[64];
                for (int64_t i = count - 1; i >= 0; i--) {
                    pieces[i].part = part;
                    pieces[i].job = job;
                    pieces[i].first = i;
                    pthread_create(&threads[i], NULL, run, &pieces[i]);
                }
                for (int64_t i = 0; i < count; i++) pthread_join(threads[i], NULL);
                *(int *)context += is_long >= 0;
            }

            int main(void) {
                static float x[7 * 600], alone[7 * 10], shared[7 * 10];
                const float *inputs[] = { x };
                void *first[] = { alone }, *second[] = { shared };
                Wide *network = Wide_create();
                for (int i = 0; i < 7 * 600; i++) x[i] = (float)(i % 97) / 50 - 1;
                Wide_run_batch(network, 0, 7, inputs, first);
                Wide_set_parallel(network, share, &calls);
                Wide_run_batch(network, 0, 7, inputs, second);
                Wide_set_parallel(network, NULL, NULL);
                Wide_run(network, 0, inputs, second);
                Wide_free(network);
                printf("%d %d %d\n", calls, memcmp(alone, shared, sizeof alone), alone[0] != 0);
                return 0;
            }
            """;
        using var folder = new TemporaryFolder();
        folder.Write("main.c", Main);
        var built = CommandRun.In(folder, "build", WideNetwork.Write(folder), "-o", folder.Path, "--emit", "shared");
        built.Code.ShouldBe(ExitCode.Success, built.Error);

        Tool.Run(
            folder.Path, "gcc",
            [.. Strict, "-D_POSIX_C_SOURCE=200809L", "-pthread", "-I.", "main.c", "-L.", "-lWide", "-Wl,-rpath,$ORIGIN", "-o", "wide"]);

        Tool.Run(folder.Path, folder.PathOf("wide"), []).Out.ShouldBe("2 0 1\n");
    }

    [ToolFact("gcc")]
    public void Inference_ThatMayEndEarly_TellsHowFarItWent()
    {
        const string Main = """
            #include "Digits.h"
            #include <stdio.h>
            #include <string.h>

            int main(void) {
                static float image[Digits_IN_image_LENGTH], whole[10], scores[10], raster[Digits_OUT_raster_LENGTH];
                int64_t label, all;
                double shares[Digits_ACTIVITY_COUNT];
                const float *inputs[] = { image };
                void *first[] = { whole, &all, raster }, *second[] = { scores, &label, raster };
                Digits *network = Digits_create();
                for (int i = 0; i < Digits_IN_image_LENGTH; i++) image[i] = (float)(i * 37 % 256);
                Digits_activity(network, shares);
                int before = shares[0] == shares[0];
                Digits_run(network, 0, inputs, first);
                Digits_activity(network, shares);
                int patient = Digits_run_until(network, 2, 7, 0, inputs, second);
                int same = memcmp(whole, scores, sizeof whole) == 0 && all == label;
                int once = Digits_run_until(network, 0, 4, 0, inputs, second), late = 0;
                for (int i = 4 * 128; i < Digits_OUT_raster_LENGTH; i++) late += raster[i] != 0;
                printf("%d %d %d %d %d %d\n", before, shares[0] >= 0 && shares[0] <= 1, patient, same, once, late);
                Digits_free(network);
                return 0;
            }
            """;
        RunMain(Main, "Digits", Digits).ShouldBe("0 1 25 1 4 0\n");
    }

    [ToolFact("gcc")]
    public void Nodes_OfCodeBuiltWithoutFusion_AreShownInEachStep()
    {
        const string Main = """
            #include "Echo.h"
            #include <stdio.h>

            static void show(void *context, int64_t node, int64_t state, int64_t step, const void *values) {
                if (state < 0) ++*(int *)context;
                else if (step < 2) printf("%d.%d at %d: %.3f\n", (int)node, (int)state, (int)step, (double)*(const float *)values);
            }

            int main(void) {
                static float x[3] = { 6, 0, 0 }, s[3], v[3], k[3];
                int64_t best;
                uint8_t ready[Echo_OUT_COUNT];
                const float *inputs[] = { x };
                void *outputs[] = { s, v, k, &best };
                int count = 0;
                Echo *network = Echo_create();
                Echo_set_observer(network, show, &count);
                for (int t = 0; t < 4; t++) Echo_step(network, inputs, outputs, ready);
                Echo_set_observer(network, NULL, NULL);
                Echo_step(network, inputs, outputs, ready);
                printf("%d\n", count);
                Echo_free(network);
                return 0;
            }
            """;
        using var folder = new TemporaryFolder();
        var answer = RunMain(Main, "Echo", folder.Write("net.snn", Stream), "--passes=-fusion");

        var lines = answer.Split('\n');
        lines.Length.ShouldBe(4);
        lines[0].ShouldMatch(@"^\d\.0 at 0: 0\.088$");
        lines[1].ShouldMatch(@"^\d\.0 at 1: 0\.");
        lines[2].ShouldBe("14");
    }

    [ToolFact("gcc")]
    public void Weights_OutsideTheCode_AreHandedOver() => HandOver(Digits, Images(3));

    [ToolFact("gcc")]
    public void NarrowWeights_OutsideTheCode_AreHandedOver()
    {
        using var folder = new TemporaryFolder();
        var program = NarrowNetwork.Write(folder);

        HandOver(program, new Oracle(program).Draw(3));
    }

    [ToolFact("g++")]
    public void Header_InCpp_HasNothingToWarnOf()
    {
        using var folder = new TemporaryFolder();
        var (stream, plain) = (folder.Write("net.snn", Stream), folder.Write("plain.snn", "network N { input x: frame[3]; x -> y: relu; output z = y; }"));
        foreach (var (file, weights) in new[] { (Digits, "embedded"), (Digits, "external"), (stream, "embedded"), (plain, "embedded") })
        {
            CommandRun.In(folder, "build", file, "-o", folder.PathOf("out"), "--emit", "header", "--weights", weights).Code.ShouldBe(ExitCode.Success);
            foreach (var header in Directory.EnumerateFiles(folder.PathOf("out"), "*.h"))
            {
                Tool.Run(folder.Path, "g++", ["-std=c++11", "-Wall", "-Wextra", "-pedantic", "-Werror", "-fsyntax-only", "-x", "c++", header]);
                Tool.Run(folder.Path, "gcc", [.. Strict, "-fsyntax-only", "-x", "c", header]);
            }
        }
    }

    private static void HandOver(string program, float[][][] inputs)
    {
        using var folder = new TemporaryFolder();
        var built = CommandRun.In(folder, "build", program, "-o", folder.Path, "--emit", "obj", "--weights", "external");
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        var oracle = new Oracle(program);
        var name = oracle.Network.Name;
        var header = File.ReadAllText(folder.PathOf($"{name}.h"));
        new FileInfo(folder.PathOf($"{name}.weights")).Length.ShouldBe(Number(header, $"{name}_WEIGHTS_SIZE"));
        new FileInfo(folder.PathOf($"{name}.o")).Length.ShouldBeLessThan(100_000);
        folder.Write("main.c", CDriver.Text(oracle.Network, $"{name}_create(weights())", "").Replace("int main", """
            static void *weights(void) {
                static unsigned char bytes[NAME_WEIGHTS_SIZE + NAME_ALIGNMENT];
                void *start = (void *)(((uintptr_t)bytes + NAME_ALIGNMENT - 1) / NAME_ALIGNMENT * NAME_ALIGNMENT);
                FILE *file = fopen("NAME.weights", "rb");
                if (file == NULL || fread(start, 1, NAME_WEIGHTS_SIZE, file) != NAME_WEIGHTS_SIZE) exit(1);
                fclose(file);
                return start;
            }
            int main
            """.Replace("NAME", name)));

        RunDriver(folder, oracle, $"{name}.o", inputs);
    }

    private static string RunMain(string main, string name, string program, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.c", main);
        var built = CommandRun.In(folder, ["build", program, "-o", folder.Path, "--emit", "shared", .. options]);
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        Tool.Run(folder.Path, "gcc", [.. Strict, "-I.", "main.c", "-L.", $"-l{name}", "-Wl,-rpath,$ORIGIN", "-o", "main"]);
        return Tool.Run(folder.Path, folder.PathOf("main"), []).Out;
    }

    private static void Agree(string program, string memory, string weights, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("net.snn", program);
        var oracle = new Oracle(path);
        var built = CommandRun.In(folder, ["build", "net.snn", "-o", folder.Path, "--emit", "obj", .. options]);
        built.Code.ShouldBe(ExitCode.Success, built.Error);
        folder.Write("main.c", CDriver.Text(oracle.Network, memory, weights));

        RunDriver(folder, oracle, $"{oracle.Network.Name}.o", oracle.Draw(12));
    }

    private static void RunDriver(TemporaryFolder folder, Oracle oracle, string objectFile, float[][][] inputs)
    {
        DriverFiles.WriteInputs(folder, inputs);
        Tool.Run(folder.Path, "gcc", [.. Strict, "main.c", objectFile, "-lm", "-o", "driver"]);
        Tool.Run(folder.Path, folder.PathOf("driver"), []);
        DriverFiles.ShouldAnswer(folder, oracle.Network, oracle.Answer(inputs));
    }

    private static float[][][] Images(int count)
    {
        var images = TensorFile.Open(Repository.PathOf("samples", "digits", "digits.data.npz")).Read("image");
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var image = new float[28 * 28];
            images.CopyTo((long)i * image.Length, image, image.Length);
            return new[] { image };
        })];
    }

    // Bytes [count, 28, 28] as numpy stores them.
    private static byte[] Npy(int count)
    {
        var head = $"{{'descr': '|u1', 'fortran_order': False, 'shape': ({count}, 28, 28), }}".PadRight(117) + "\n";
        return
        [
            0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. head.Select(c => (byte)c),
            .. Images(count).SelectMany(image => image[0].Select(value => (byte)value)),
        ];
    }

    private static long PeakKilobytes(string report)
    {
        var line = report.Split('\n').Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }

    private static long Number(string header, string name) => long.Parse(
        header.Split('\n').Single(line => line.StartsWith($"#define {name} ", StringComparison.Ordinal)).Split(' ')[2], CultureInfo.InvariantCulture);
}
