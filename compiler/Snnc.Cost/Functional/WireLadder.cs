using System;

namespace Snnc.Cost.Functional;

/// <summary>
/// A column of a crossbar: cell k joins the row's driver, held at V_k (a silent row at 0), to node k of the column's wire; a piece of wire of resistance R
/// joins node k to node k + 1, and the last node to the converter's virtual ground.
/// <code>
/// (V_k - U_k) G_k + (U_k-1 - U_k) / R + (U_k+1 - U_k) / R = 0,   U_0 absent, U_n+1 = 0;   current = U_n / R
/// </code>
/// The system is linear, tridiagonal and symmetric, so that one solution for a unit current at the last node says what each cell contributes: its effective
/// conductance. Voltage drops along the rows' wires are not modelled.
/// </summary>
public static class WireLadder
{
    /// <summary>What a volt at each row adds to the column's current.</summary>
    /// <param name="siemens">The cells' conductances, the farthest from the converter first; not negative.</param>
    /// <param name="ohms">The resistance of a piece of wire; 0 leaves the conductances as they are.</param>
    /// <returns>Effective conductances in siemens, none above the cell's own.</returns>
    public static double[] EffectiveConductances(ReadOnlySpan<double> siemens, double ohms)
    {
        var effective = siemens.ToArray();
        if (ohms <= 0 || effective.Length == 0)
        {
            return effective;
        }

        var response = ResponseOfLastNode(siemens, 1 / ohms);
        for (var k = 0; k < effective.Length; k++)
        {
            effective[k] *= response[k] / ohms;
        }

        return effective;
    }

    // Solves (D - wire * neighbours) U = e_n by elimination (Thomas); D holds the cell and both pieces of wire, of which the first node has one.
    private static double[] ResponseOfLastNode(ReadOnlySpan<double> siemens, double wire)
    {
        var n = siemens.Length;
        var upper = new double[n];
        var pivot = 0.0;
        for (var k = 0; k < n; k++)
        {
            var diagonal = siemens[k] + (k == 0 ? wire : 2 * wire);
            pivot = diagonal - (k == 0 ? 0 : wire * upper[k - 1]);
            upper[k] = wire / pivot;
        }

        var response = new double[n];
        response[n - 1] = 1 / pivot;
        for (var k = n - 2; k >= 0; k--)
        {
            response[k] = upper[k] * response[k + 1];
        }

        return response;
    }
}
