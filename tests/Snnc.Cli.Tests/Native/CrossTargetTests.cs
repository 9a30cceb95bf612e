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
        var inputs = Inputs(oracle);
        DriverFiles.WriteInputs(folder, inputs);

        Tool.Run(folder.Path, compiler[0], [.. compiler[1..], "-O1", "main.c", "Digits.o", "-lm", "-o", "driver"]);
        Tool.Run(folder.Path, emulator[0], [.. emulator[1..], "./driver"]);

        DriverFiles.ShouldAnswer(folder, oracle.Network, oracle.Answer(inputs));
        return output;
    }

    private static float[][][] Inputs(Oracle oracle) => [.. oracle.Draw(Count).Select(sample => sample.Select(image => image.Select(x => 80 * x).ToArray()).ToArray())];

    private static string Build(TemporaryFolder folder, params string[] options)
    {
        var run = CommandRun.In(folder, ["build", Digits, "-o", folder.Path, .. options]);
        run.Code.ShouldBe(ExitCode.Success, run.Error);
        return run.Out;
    }
}
