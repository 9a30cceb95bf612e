namespace Snnc.Cli;

/// <summary>What the process ends with; scripts rely on these numbers.</summary>
internal static class ExitCode
{
    /// <summary>Done; there may have been warnings.</summary>
    public const int Success = 0;

    /// <summary>The program, its weights or its data have errors.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A part of the machine is missing.</summary>
    public const int Missing = 3;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Cancelled = 130;
}
