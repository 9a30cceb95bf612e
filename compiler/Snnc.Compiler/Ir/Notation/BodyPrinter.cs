using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Snnc.Compiler.Ir.Notation;

/// <summary>Writes the states and statements of a neuron, each on its line.</summary>
internal static class BodyPrinter
{
    /// <summary>The lines between the braces.</summary>
    public static string Print(NeuronOp neuron, string indent)
    {
        var text = new StringBuilder();
        foreach (var state in neuron.States)
        {
            text.Append($"{indent}state {IrText.Name(state.Name)}{Type(state)} = {IrText.Constant(state.Initial)}\n");
        }

        Print(text, neuron.Body, indent);
        return text.ToString();
    }

    private static string Type(State state) => (state.Bits, state.Overflow) switch
    {
        (0, _) => "",
        (var bits, Overflow.None) => $" : int{bits}",
        (var bits, var overflow) => $" : int{bits} {overflow.ToString().ToLowerInvariant()}",
    };

    private static void Print(StringBuilder text, IEnumerable<Stmt> statements, string indent)
    {
        foreach (var statement in statements)
        {
            Print(text, statement, indent);
        }
    }

    private static void Print(StringBuilder text, Stmt statement, string indent)
    {
        switch (statement)
        {
            case LocalStmt local:
                text.Append($"{indent}local {Assign(local.Name, local.Value)}\n");
                break;
            case AssignLocalStmt local:
                text.Append($"{indent}{Assign(local.Name, local.Value)}\n");
                break;
            case AssignStateStmt state:
                text.Append($"{indent}{Assign(state.Name, state.Value)}\n");
                break;
            case EmitStmt emit:
                text.Append($"{indent}emit {ExprPrinter.Print(emit.Value)}\n");
                break;
            case IfStmt branch:
                Block(text, $"{indent}if {ExprPrinter.Print(branch.Condition)}", branch.Then, indent);
                if (branch.Else.Count > 0)
                {
                    text.Length--;
                    Block(text, " else", branch.Else, indent);
                }

                break;
            case SpikeStmt spike:
                var head = spike.CountLocal is { } count ? Assign(count, spike.Condition) : $"when {ExprPrinter.Print(spike.Condition)}";
                Block(text, $"{indent}spike {head}", spike.Body, indent);
                break;
            default:
                throw new ArgumentException($"There is no statement {statement.GetType()}.", nameof(statement));
        }
    }

    private static string Assign(string name, Expr value) => $"{IrText.Name(name)} = {ExprPrinter.Print(value)}";

    private static void Block(StringBuilder text, string head, IReadOnlyCollection<Stmt> body, string indent)
    {
        text.Append($"{head} {{\n");
        Print(text, body, indent + "  ");
        text.Append($"{indent}}}\n");
    }
}
