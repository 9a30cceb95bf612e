using System;
using System.IO;
using Shouldly;

namespace Snnc.Compiler.Tests;

/// <summary>Texts that were read and found right once. SNNC_BLESS=1 writes them anew.</summary>
internal static class Blessed
{
    /// <summary>Compares a text with the file that holds the right one.</summary>
    public static void Check(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("SNNC_BLESS") == "1")
        {
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"bless {Path.GetFileName(path)} first");
        text.ShouldBe(File.ReadAllText(path));
    }
}
