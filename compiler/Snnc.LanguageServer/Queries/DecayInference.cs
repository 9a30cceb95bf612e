using System;
using System.Collections.Generic;
using System.Linq;
using Snnc.Compiler.Semantics;
using Snnc.Compiler.Symbols;

namespace Snnc.LanguageServer.Queries;

/// <summary>How a state forgets: what of it is left after a step in which nothing arrives.</summary>
/// <param name="State">The state.</param>
/// <param name="Factor">What is left of 1.</param>
/// <param name="Tau">The time constant in steps that gives this factor by <c>exp(-1 / tau)</c>, or that the equations have.</param>
/// <param name="Method">How it was integrated; null for an <c>update</c>.</param>
internal sealed record Decay(string State, double Factor, double Tau, string? Method);

/// <summary>
/// Finds the decay of each state of a model in use: <c>exp(-dt / tau)</c> from <c>v' = -v / tau</c>, and tau from <c>v = beta * v</c>. It looks at what
/// becomes of a small deflection, so it holds for any model whose state
/// decays linearly near rest.
/// </summary>
internal sealed class DecayInference(BoundModelUse use, TimeScale scale)
{
    private const double Probe = 1e-3;
    private const double Tolerance = 1e-6;

    /// <summary>The decays, in the order of the states.</summary>
    public IReadOnlyList<Decay> Find() => [.. use.Model.States.Where(state => state.Bits == 0).Select(Find).OfType<Decay>()];

    private Decay? Find(BoundStateDecl state)
    {
        foreach (var clause in use.Model.Clauses)
        {
            var found = clause switch
            {
                BoundDynamics dynamics when dynamics.Equations.FirstOrDefault(e => e.State == state.Name) is { } equation =>
                    OfEquation(dynamics, equation),
                BoundUpdate { When: null } update => OfUpdate(update, state.Name),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    private Decay? OfEquation(BoundDynamics dynamics, BoundEquation equation)
    {
        var method = dynamics.Method ?? Evaluator([]).ChoiceOf(dynamics.MethodParameter!);
        if (Slope(states => Evaluator(states).Evaluate(equation.Derivative), equation.State) is not (< 0 and var slope))
        {
            return null;
        }

        var factor = method switch
        {
            "euler" => 1 + slope,
            "rk4" => 1 + (slope * (1 + (slope / 2 * (1 + (slope / 3 * (1 + (slope / 4))))))),
            _ => Math.Exp(slope),
        };
        return new Decay(equation.State, factor, -1 / slope, method);
    }

    private Decay? OfUpdate(BoundUpdate update, string state) =>
        Slope(states => Evaluator(states).Run(update.Body) is { } after ? after[state] : null, state) is > 0 and < 1 and var factor
            ? new Decay(state, factor, -1 / Math.Log(factor), null)
            : null;

    // The derivative by a state at rest, where it is the same at two distances.
    private double? Slope(Func<Dictionary<string, double>, double?> value, string state)
    {
        double? At(double deflection)
        {
            var states = use.Model.States.ToDictionary(s => s.Name, _ => 0.0);
            states[state] = deflection;
            return value(states);
        }

        var slope = (At(Probe) - At(0)) / Probe;
        var farther = (At(2 * Probe) - At(0)) / (2 * Probe);
        return slope is { } near && farther is { } far && Math.Abs(near - far) <= Tolerance * Math.Max(1, Math.Abs(near)) ? near : null;
    }

    private ModelEvaluator Evaluator(Dictionary<string, double> states) => new(use, scale, states);
}
