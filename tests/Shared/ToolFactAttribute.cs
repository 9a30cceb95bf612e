using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Snnc.Tests;

/// <summary>A fact that needs libLLVM and programs of this machine; skipped where one is absent.</summary>
internal sealed class ToolFactAttribute : FactAttribute
{
    private static readonly Dictionary<string, string> Packages = new()
    {
        ["gcc"] = "gcc",
        ["g++"] = "g++",
        ["aarch64-linux-gnu-gcc"] = "gcc-aarch64-linux-gnu libc6-dev-arm64-cross",
        ["riscv64-linux-gnu-gcc"] = "gcc-riscv64-linux-gnu libc6-dev-riscv64-cross",
        ["arm-none-eabi-gcc"] = "gcc-arm-none-eabi libnewlib-arm-none-eabi",
        ["qemu-aarch64"] = "qemu-user",
        ["qemu-riscv64"] = "qemu-user",
        ["qemu-system-arm"] = "qemu-system-arm",
        ["node"] = "nodejs",
        ["wasm-ld"] = "lld",
    };

    public ToolFactAttribute(params string[] tools)
    {
        Skip = LlvmLibrary.Absence ?? tools.Where(tool => !IsThere(tool))
            .Select(tool => $"needs '{tool}', which is not on this machine: apt-get install {Packages[tool]}").FirstOrDefault();
    }

    private static bool IsThere(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
