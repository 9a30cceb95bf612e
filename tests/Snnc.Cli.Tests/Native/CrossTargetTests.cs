using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;
using Xunit;

namespace Snnc.Cli.Tests.Native;

/// <summary>The same network for other processors, in emulators: it answers as the interpreter does.</summary>
public sealed class CrossTargetTests
{
    private const int Count = 3;
    private const string Fixed = "fixed()";

    // What a Cortex-M4 does at its start: takes the stack and the first instruction from address 0, and turns its floating point on.
    private const string Startup = """
        extern void _start(void);
        static void reset(void) { *(volatile unsigned *)0xE000ED88 |= 0xFu << 20; _start(); }
        __attribute__((section(".vectors"), used)) static void *const vectors[] = { (void *)0x20400000, (void *)reset };
        """;

    private static readonly string Digits = Repository.PathOf("samples", "digits", "digits.snn");

    [ToolFact("aarch64-linux-gnu-gcc", "qemu-aarch64")]
    public void AArch64_AnswersAsTheInterpreter() =>
        Emulate("Digits_create()", ["aarch64-linux-gnu-gcc", "-static"], ["qemu-aarch64"], "--target-triple", "aarch64-linux-gnu");

    [ToolFact("riscv64-linux-gnu-gcc", "qemu-riscv64")]
    public void RiscV_WithVectors_AnswersAsTheInterpreter() => Emulate(
        "Digits_create()", ["riscv64-linux-gnu-gcc", "-static"], ["qemu-riscv64", "-cpu", "rv64,v=true,vlen=128,vext_spec=v1.0"],
        "--target-triple", "riscv64-linux-gnu", "--features", "+v");

    [ToolFact("arm-none-eabi-gcc", "qemu-system-arm")]
    public void CortexM4_WithoutHeap_AnswersAsTheInterpreter()
    {
        var output = Emulate(
            Fixed,
            [
                "arm-none-eabi-gcc", "-mcpu=cortex-m4", "-mthumb", "-mfloat-abi=hard", "-mfpu=fpv4-sp-d16", "--specs=rdimon.specs",
                "-Wl,--section-start=.vectors=0",
            ],
            ["qemu-system-arm", "-M", "mps2-an386", "-nographic", "-monitor", "none", "-serial", "none", "-semihosting", "-kernel"],
            "--target-triple", "thumbv7em-none-eabihf", "--cpu", "cortex-m4");

        output.ShouldContain("  flash ");
        output.ShouldContain("RAM ");
    }

    [ToolFact("wasm-ld", "node")]
    public void WebAssembly_AnswersAsTheInterpreter()
    {
        using var folder = new TemporaryFolder();
        var oracle = new Oracle(Digits);
        Build(folder, "--emit", "shared", "--target-triple", "wasm32-unknown-unknown").ShouldContain("Digits.wasm\n");
        folder.Write("driver.js", WasmDriver.Text(oracle.Network));
        var inputs = Inputs(oracle);
        DriverFiles.WriteInputs(folder, inputs);

        Tool.Run(folder.Path, "node", ["driver.js"]);

        DriverFiles.ShouldAnswer(folder, oracle.Network, oracle.Answer(inputs));
    }

    // Rows of 16 and 8 bits, on vectors of every width.
    [ToolFact("gcc")]
    public void NarrowWeights_OnProcessorsOfEveryWidth_AnswerAsTheInterpreter()
    {
        foreach (var cpu in new[] { "x86-64", "x86-64-v3", "native" })
        {
            EmulateNarrow(["gcc"], [], "--cpu", cpu);
        }
    }

    [ToolFact("aarch64-linux-gnu-gcc", "qemu-aarch64")]
    public void NarrowWeights_OnAArch64_AnswerAsTheInterpreter() =>
        EmulateNarrow(["aarch64-linux-gnu-gcc", "-static"], ["qemu-aarch64"], "--target-triple", "aarch64-linux-gnu");

    [ToolFact("riscv64-linux-gnu-gcc", "qemu-riscv64")]
    public void NarrowWeights_OnRiscV_AnswerAsTheInterpreter() => EmulateNarrow(
        ["riscv64-linux-gnu-gcc", "-static"], ["qemu-riscv64", "-cpu", "rv64,v=true,vlen=128,vext_spec=v1.0"],
        "--target-triple", "riscv64-linux-gnu", "--features", "+v");

    [LlvmFact]
    public void Objects_ForEveryFamily_AreMade()
    {
        // Machine numbers of the ELF specification; WebAssembly has a magic word of its own.
        foreach (var (triple, machine) in new[] { ("aarch64-linux-gnu", 183), ("riscv64-linux-gnu", 243), ("thumbv7em-none-eabi", 40), ("x86_64-linux-gnu", 62) })
        {
            using var folder = new TemporaryFolder();
            Build(folder, "--emit", "obj", "--target-triple", triple, "-O1");
            File.ReadAllBytes(folder.PathOf("Digits.o"))[18].ShouldBe((byte)machine);
        }

        using var web = new TemporaryFolder();
        Build(web, "--emit", "obj", "--target-triple", "wasm32-unknown-unknown", "-O1");
        File.ReadAllBytes(web.PathOf("Digits.o"))[..4].ShouldBe("\0asm"u8.ToArray());
    }

    [LlvmFact]
    public void Header_ForABareMachine_HasNoHeap()
    {
        using var folder = new TemporaryFolder();

        Build(folder, "--emit", "header", "--target-triple", "thumbv7em-none-eabi");

        var header = File.ReadAllText(folder.PathOf("Digits.h"));
        header.ShouldNotContain("Digits_create");
        header.ShouldContain("void Digits_init(Digits *memory, const void *weights);");
    }

    private static string Emulate(string memory, string[] compiler, string[] emulator, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var oracle = new Oracle(Digits);
        var output = Build(folder, ["--emit", "obj", .. options]);
        folder.Write("main.c", CDriver.Text(oracle.Network, memory, "Digits_weights") + (memory == Fixed ? Startup : ""));
        Answer(folder, oracle, Inputs(oracle), compiler, emulator);
        return output;
    }

    // With spikes, and with counts.
    private static void EmulateNarrow(string[] compiler, string[] emulator, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var program = NarrowNetwork.Write(folder);
        CommandRun.Of("plan", program).Out.ShouldContain("weights of 16 bits, exact");
        var oracle = new Oracle(program);
        var run = CommandRun.In(folder, ["build", program, "-o", folder.Path, "--emit", "obj", .. options]);
        run.Code.ShouldBe(ExitCode.Success, run.Error);
        folder.Write("main.c", CDriver.Text(oracle.Network, "Narrow_create()", ""));
        var spikes = oracle.Draw(Count);
        var counts = oracle.Draw(Count).Select(sample => sample.Select(x => x.Select((value, i) => i % 7 == 0 ? 3 * value : value).ToArray()).ToArray());
        Answer(folder, oracle, [.. spikes, .. counts], compiler, emulator);
    }

    private static void Answer(TemporaryFolder folder, Oracle oracle, float[][][] inputs, string[] compiler, string[] emulator)
    {
        DriverFiles.WriteInputs(folder, inputs);
        Tool.Run(folder.Path, compiler[0], [.. compiler[1..], "-O1", "main.c", $"{oracle.Network.Name}.o", "-lm", "-o", "driver"]);
        string[] command = [.. emulator, folder.PathOf("driver")];
        Tool.Run(folder.Path, command[0], command[1..]);
        DriverFiles.ShouldAnswer(folder, oracle.Network, oracle.Answer(inputs));
    }

    private static float[][][] Inputs(Oracle oracle) => [.. oracle.Draw(Count).Select(sample => sample.Select(image => image.Select(x => 80 * x).ToArray()).ToArray())];

    private static string Build(TemporaryFolder folder, params string[] options)
    {
        var run = CommandRun.In(folder, ["build", Digits, "-o", folder.Path, .. options]);
        run.Code.ShouldBe(ExitCode.Success, run.Error);
        return run.Out;
    }
}
