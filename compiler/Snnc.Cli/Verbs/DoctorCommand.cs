using System.CommandLine;
using Snnc.Cli.Machine;

namespace Snnc.Cli.Verbs;

/// <summary><c>snnc doctor</c>: what of the machine snnc can use, and what to do about what is missing.</summary>
internal sealed class DoctorCommand() : Verb("doctor", "Shows what is there on this machine, and what to do about what is not.", "snnc doctor")
{
    /// <inheritdoc/>
    public override int Run(ParseResult arguments, VerbContext context)
    {
        foreach (var part in MachineReport.Parts())
        {
            context.Terminal.Out.WriteLine($"{(part.IsThere ? "ok     " : "missing")}  {part.Name,-18} {part.Found}");
            if (part.Remedy is { } remedy)
            {
                context.Terminal.Out.WriteLine($"         {"",-18} {remedy}");
            }
        }

        return ExitCode.Success;
    }
}
