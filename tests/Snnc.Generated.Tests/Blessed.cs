using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Shouldly;
using Snnc.Tests;

namespace Snnc.Generated.Tests;

/// <summary>What was read and found right once. SNNC_BLESS=1 writes it anew.</summary>
internal static class Blessed
{
    /// <summary>Compares lines with the file that holds the right ones.</summary>
    public static void Check(string file, IEnumerable<string> lines)
    {
        var path = Repository.PathOf("tests", "Snnc.Generated.Tests", "PublicApi", file);
        var text = string.Concat(lines.Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("SNNC_BLESS") == "1")
        {
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"bless {file} first");
        text.ShouldBe(File.ReadAllText(path));
    }
}
