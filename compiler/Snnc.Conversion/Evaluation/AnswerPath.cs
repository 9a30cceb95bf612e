using System.Linq;
using Snnc.Compiler.Ir;
using Snnc.Conversion.Networks;

namespace Snnc.Conversion.Evaluation;

/// <summary>Finds what labels are compared with.</summary>
internal static class AnswerPath
{
    /// <summary>
    /// The readout whose largest element is the answer: the one behind an output that is an argmax, else behind the first output of several numbers;
    /// null where something else than softmax or a change of shape stands between.
    /// </summary>
    public static Node? ReadoutOf(AnnGraph ann)
    {
        var given = ann.Graph.Outputs.Select(output => ann.Node(output.Value.Node)).ToList();
        var answer = given.Find(node => node.Op is ArgMaxOp) ?? given.Find(node => node.Type.Shape.Size > 1);
        while (answer?.Op is ArgMaxOp or SoftmaxOp or ReshapeOp && !ann.Readouts.Contains(answer))
        {
            answer = ann.Node(answer.Inputs[0].Node);
        }

        return answer is not null && ann.Readouts.Contains(answer) ? answer : null;
    }
}
