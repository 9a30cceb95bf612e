using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using Shouldly;
using Snnc.Cost.Functional;
using Xunit;

namespace Snnc.Cost.Tests.Functional;

/// <summary>The ladder against a general solution of Kirchhoff's laws, written as a dense matrix of all nodes.</summary>
public sealed class WireLadderTests
{
    [Theory]
    [InlineData(64, 64, 5.0)]
    [InlineData(128, 128, 5.0)]
    [InlineData(64, 64, 0.1)]
    [InlineData(128, 128, 250.0)]
    [InlineData(1, 3, 5.0)]
    [InlineData(2, 3, 5.0)]
    public void Currents_OfACrossbar_AreThoseOfAGeneralSolver(int rows, int columns, double ohms)
    {
        var random = new Random(rows + columns);
        var volts = Enumerable.Range(0, rows).Select(_ => random.Next(2) * 0.1).ToArray();
        for (var column = 0; column < columns; column++)
        {
            var cells = Enumerable.Range(0, rows).Select(_ => random.Next(16) is var level and > 0 ? level / 19139.0 : 1e-8).ToArray();

            var effective = WireLadder.EffectiveConductances(cells, ohms);

            effective.Zip(volts, (siemens, volt) => siemens * volt).Sum().ShouldBe(Solve(cells, volts, ohms), 1e-12);
        }
    }

    [Fact]
    public void EffectiveConductance_IsBelowTheCells_AndFallsWithDistance()
    {
        var cells = Enumerable.Repeat(1 / 19139.0, 64).ToArray();

        var effective = WireLadder.EffectiveConductances(cells, 5);

        effective.ShouldBe(effective.Order());
        effective.ShouldAllBe(siemens => siemens > 0 && siemens < 1 / 19139.0);
    }

    [Fact]
    public void EffectiveConductance_WithoutWireResistance_IsTheCells()
    {
        double[] cells = [1e-8, 5e-5, 2e-4];

        WireLadder.EffectiveConductances(cells, 0).ShouldBe(cells);
        WireLadder.EffectiveConductances([], 5).ShouldBeEmpty();
    }

    // The current into ground at the end of the wire.
    private static double Solve(double[] cells, double[] volts, double ohms)
    {
        var matrix = DenseMatrix.Create(cells.Length, cells.Length, 0);
        for (var k = 0; k < cells.Length; k++)
        {
            matrix[k, k] += cells[k] + (1 / ohms);
            if (k + 1 < cells.Length)
            {
                matrix[k + 1, k + 1] += 1 / ohms;
                matrix[k, k + 1] = matrix[k + 1, k] = -1 / ohms;
            }
        }

        var injected = Vector<double>.Build.Dense(cells.Length, k => cells[k] * volts[k]);
        return matrix.Solve(injected)[cells.Length - 1] / ohms;
    }
}
