using System.Linq;
using Snnc.Compiler.Ir;

namespace Snnc.Models.Tests.RandomNetworks;

/// <summary>A drawn program, compiled, with its layers tuned.</summary>
internal sealed record DrawnNetwork(DrawnProgram Program, Subject Subject)
{
    /// <summary>The first of the seed's programs that has 3 to 12 nodes, inputs not counted.</summary>
    public static DrawnNetwork Draw(ulong seed, string feature)
    {
        for (var attempt = seed << 8; ; attempt++)
        {
            var program = DrawnProgram.Draw(attempt, feature);
            var subject = new Subject(program.Text, program.Tensors, program.Sample, program.StreamSteps, program.Rounding);
            if (subject.Graph.Nodes.Count(node => node.Op is not InputOp) is >= 3 and <= 12)
            {
                Calibration.Tune(program, subject);
                return new DrawnNetwork(program, subject);
            }
        }
    }
}
