using System.Diagnostics;
using System.IO;
using System.Runtime.Intrinsics.X86;
using Shouldly;
using Snnc.Benchmarks.Comparison;
using Snnc.Tests;
using Xunit;

namespace Snnc.Models.Tests;

/// <summary>The library under which comparisons run as on a processor without AVX-512.</summary>
public sealed class HiddenInstructionsTests
{
    // What this thread sees, another, and a child: AVX-512F, AVX-VNNI, AMX-TILE, AVX2, and the same by the compiler's word; then, whether a handler of the
    // program's own still hears of a fault that is no CPUID.
    private const string Program = """
        #include <cpuid.h>
        #include <pthread.h>
        #include <setjmp.h>
        #include <signal.h>
        #include <stdio.h>
        #include <sys/wait.h>
        #include <unistd.h>

        static sigjmp_buf back;

        static void on_fault(int number) {
            siglongjmp(back, number);
        }

        static void *look(void *name) {
            unsigned a, b, c, d, vnni;
            __cpuid_count(7, 1, a, b, c, d);
            vnni = a >> 4 & 1;
            __cpuid_count(7, 0, a, b, c, d);
            printf("%s %u %u %u %u %d\n", (const char *)name, b >> 16 & 1, vnni, d >> 24 & 1, b >> 5 & 1, __builtin_cpu_supports("avx512f") != 0);
            fflush(stdout);
            return NULL;
        }

        int main(void) {
            pthread_t thread;
            signal(SIGSEGV, on_fault);
            look("main");
            pthread_create(&thread, NULL, look, "thread");
            pthread_join(thread, NULL);
            if (fork() == 0) {
                look("child");
                _exit(0);
            }
            wait(NULL);
            if (sigsetjmp(back, 1) == 0) *(volatile int *)8 = 1;
            else puts("caught");
            return 0;
        }
        """;

    [CpuidFaultFact]
    public void Program_UnderTheLibrary_SeesNoAvx512()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.PathOf("look.c"), Program);
        Tool.Run("gcc", "-O1", "-pthread", folder.PathOf("look.c"), "-o", folder.PathOf("look"));
        var library = folder.PathOf("avx2_only.so");
        Tool.Run("gcc", "-O2", "-shared", "-fPIC", Repository.PathOf("tests", "Snnc.Benchmarks", "Peers", "avx2_only.c"), "-o", library);
        var avx2 = Avx2.IsSupported ? 1 : 0;

        var (plain, hidden) = (Run(folder.PathOf("look"), null), Run(folder.PathOf("look"), library));

        hidden.ShouldBe($"main 0 0 0 {avx2} 0\nthread 0 0 0 {avx2} 0\nchild 0 0 0 {avx2} 0\ncaught\n");
        plain.ShouldStartWith($"main {(Avx512F.IsSupported ? 1 : 0)} ");
        plain.ShouldEndWith("caught\n");
    }

    private static string Run(string program, string? library)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        start.Environment["LD_PRELOAD"] = library;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : $"{output}exit code {process.ExitCode}\n";
    }
}
