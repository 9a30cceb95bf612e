using Snnc.Cli.Terminals;

namespace Snnc.Cli;

/// <summary>The executable <c>snnc</c>.</summary>
internal static class Program
{
    private static int Main(string[] args) => CommandLine.Invoke(args, Terminal.OfProcess());
}
