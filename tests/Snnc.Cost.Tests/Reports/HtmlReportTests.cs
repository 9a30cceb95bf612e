using System;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Shouldly;
using Snnc.Cost.Advice;
using Snnc.Cost.Families;
using Snnc.Cost.Reports.Html;
using Snnc.Cost.Workloads;
using Xunit;

namespace Snnc.Cost.Tests.Reports;

public sealed class HtmlReportTests
{
    [Fact]
    public void Page_OfANetwork_NeedsNothingFromElsewhere()
    {
        var page = Page("static-images", "horowitz45-int8", "cpu");

        page.ShouldNotContain("http", Case.Insensitive);
        page.ShouldNotContain("<script");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("@import");
    }

    [Fact]
    public void Page_OfANetwork_IsWellFormed()
    {
        var page = Page("static-images", "horowitz45-int8", "ncs2").Replace("<!DOCTYPE html>", "", StringComparison.Ordinal);

        XDocument.Parse(page.Replace("<meta charset=\"utf-8\">", "<meta charset=\"utf-8\"/>", StringComparison.Ordinal)).Root!.Name.LocalName.ShouldBe("html");
    }

    [Fact]
    public void Page_OfANetwork_HasABarForEachClassOfEachLayer()
    {
        var page = Page("static-images", "horowitz45-int8");

        page.ShouldContain("<title>c2: weight.read,");
        page.ShouldContain("<title>n3: neuron.mul,");
        Regex.Count(page, "class=\"curve\"").ShouldBe(2);
        page.ShouldContain("break-even at");
    }

    [Fact]
    public void Page_OfUnknownConstants_SaysSoInPlaceOfATotal()
    {
        var page = Page("static-images", "ncs2");

        page.ShouldContain("unknown, at least");
        page.ShouldContain("weight.read.energy is unknown");
    }

    private static string Page(string network, params string[] targets)
    {
        var workload = NetworkFile.Workload(network);
        return HtmlReport.Of(workload, Array.ConvertAll(targets, target =>
        {
            var accelerator = NetworkFile.Accelerator(target);
            return (CostFamilies.Estimate(workload, accelerator), Advisor.Curve(workload, accelerator, new AdviceOptions(workload.Steps, 1)));
        }));
    }
}
