using System.Collections.Generic;

namespace Snnc.Compiler.Ir.Interpretation;

/// <summary>A real operator over whole numbers: each is first rounded to a real, as its back ends do when they load it.</summary>
internal sealed class ConvertingEvaluator(NodeWiring wiring, NodeEvaluator inner, IReadOnlyList<(double[] Whole, double[] Real)> operands)
    : NodeEvaluator(wiring)
{
    public override void Evaluate()
    {
        Convert();
        inner.Evaluate();
    }

    public override void EndStep()
    {
        Convert();
        inner.EndStep();
    }

    public override void Reset() => inner.Reset();

    private void Convert()
    {
        foreach (var (whole, real) in operands)
        {
            for (var i = 0; i < whole.Length; i++)
            {
                real[i] = Rounding.Round(whole[i]);
            }
        }
    }
}
