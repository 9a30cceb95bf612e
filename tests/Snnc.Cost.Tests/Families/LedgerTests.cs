using System.Linq;
using Shouldly;
using Snnc.Cost.Accelerators;
using Snnc.Cost.Families;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Families;

/// <summary>No total lacks a constant, and each says what it rests on; of every accelerator.</summary>
public sealed class LedgerTests
{
    private static readonly Workload Network = NetworkFile.Workload("static-images", WorkloadActivity.AtRate(0.1));

    public static TheoryData<string> Targets => [.. AcceleratorCatalog.Names];

    // An energy or a power that went into the total: without it there is none.
    public static TheoryData<string, string> Prices
    {
        get
        {
            var prices = new TheoryData<string, string>();
            foreach (var target in new[] { "horowitz45-fp32", "horowitz45-int8", "lemaire", "ottati2023", "ottati2023-sparsity", "sata28", "spikesim65" })
            {
                var ledger = CostFamilies.Estimate(Network, NetworkFile.Accelerator(target)).Ledger;
                foreach (var constant in ledger.Where(constant => constant.Unit.EndsWith('J')))
                {
                    prices.Add(target, constant.Name);
                }
            }

            return prices;
        }
    }

    [Theory]
    [MemberData(nameof(Prices))]
    public void Total_WithoutAPrice_IsUnknown(string target, string price)
    {
        var complete = CostFamilies.Estimate(Network, NetworkFile.Accelerator(target));
        var lacking = CostFamilies.Estimate(Network, NetworkFile.Accelerator(target).With((price, null)));

        complete.EnergyJ.ShouldNotBeNull();
        lacking.EnergyJ.ShouldBeNull();
        lacking.Unknown.ShouldContain(price);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Total_OfATarget_IsTheSumOfItsLayersAndClasses(string target)
    {
        var estimate = CostFamilies.Estimate(Network, NetworkFile.Accelerator(target));

        var parts = estimate.Nodes.SelectMany(node => node.Instructions).Concat(estimate.Shared).ToList();
        estimate.KnownEnergyJ.ShouldBe(parts.Sum(part => part.EnergyJ ?? 0), 1e-9 * (estimate.KnownEnergyJ + 1e-12));
        if (estimate.EnergyJ is { } total)
        {
            total.ShouldBe(estimate.Totals.Sum(part => part.EnergyJ!.Value), 1e-9 * total);
            total.ShouldBe(estimate.KnownEnergyJ, 1e-9 * total);
        }
        else
        {
            parts.ShouldContain(part => part.EnergyJ == null && part.Count > 0);
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Estimate_OfATarget_HasALedgerAndSaysWhatItLeavesOut(string target)
    {
        var estimate = CostFamilies.Estimate(Network, NetworkFile.Accelerator(target));

        estimate.Ledger.ShouldNotBeEmpty();
        estimate.Ledger.ShouldAllBe(constant => constant.Value != null && constant.Source != "");
        estimate.NotModelled.ShouldNotBeEmpty();
        estimate.Ledger.Select(constant => constant.Name).Intersect(estimate.Unknown).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Estimate_OfAHigherRate_IsNoLess(string target)
    {
        double Known(double rate) =>
            CostFamilies.Estimate(NetworkFile.Workload("static-images", WorkloadActivity.AtRate(rate)), NetworkFile.Accelerator(target)).KnownEnergyJ;

        Known(0.3).ShouldBeGreaterThanOrEqualTo(Known(0.05) * (1 - 1e-9));
    }
}
