namespace Snnc.Generated.Tests;

/// <summary>This assembly as a program: a stream that goes on from a saved state.</summary>
internal static class Program
{
    public static int Main(string[] arguments) => arguments is ["go-on", var state, var answer] ? EchoRun.GoOn(state, answer) : 2;
}
