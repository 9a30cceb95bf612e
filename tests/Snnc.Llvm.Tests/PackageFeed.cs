using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Shouldly;
using Snnc.Tests;

namespace Snnc.Llvm.Tests;

/// <summary>A folder of packages of the names, versions and dependencies that LLVMSharp is published under: the listing's members without code, and a
/// libLLVM for this system that is an empty file.</summary>
public sealed class PackageFeed : IDisposable
{
    public const string Interop = "LLVMSharp.Interop";

    private readonly string _root = Directory.CreateTempSubdirectory("snnc-llvmsharp-").FullName;

    public PackageFeed()
    {
        Directory.CreateDirectory(Feed);
        WritePackage(Interop, "<dependency id=\"libLLVM\" version=\"" + Version + "\" />", $"lib/net8.0/{Interop}.dll", Assembly);

        // As it is published, libLLVM holds nothing, and stands for the package of the system that a build names.
        WritePackage("libLLVM", "", "runtime.json", Encoding.UTF8.GetBytes(
            $$$"""{ "runtimes": { "{{{Platform}}}": { "libLLVM": { "{{{Runtime}}}": "{{{Version}}}" } } } }"""));
        WritePackage(Runtime, "", NativeAsset, []);
    }

    /// <summary>Gets this system as packages name it: <c>linux-x64</c>.</summary>
    public static string Platform { get; } = (OperatingSystem.IsWindows() ? "win-" : OperatingSystem.IsMacOS() ? "osx-" : "linux-")
        + RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>Gets the package of libLLVM for this system.</summary>
    public static string Runtime => $"libLLVM.runtime.{Platform}";

    /// <summary>Gets where that package has the library.</summary>
    public static string NativeAsset => $"runtimes/{Platform}/native/libLLVM.so";

    /// <summary>Gets the assembly that stands for the package's.</summary>
    public static byte[] Assembly { get; } = Compile();

    /// <summary>Gets the version that the compiler asks for.</summary>
    public static string Version { get; } = XDocument.Load(Repository.PathOf("Directory.Packages.props")).Descendants("PackageVersion")
        .Single(item => (string?)item.Attribute("Include") == Interop).Attribute("Version")!.Value;

    private string Feed => Path.Combine(_root, "feed");

    /// <summary>Where <see cref="Build"/> puts what it makes.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_root, "artifacts", .. parts]);

    /// <summary>Builds a project of the checkout with the package, apart from its other builds. Packages but these are those that the checkout was built with.</summary>
    internal DotNetResult Build(string project) => DotNet.Run(
        Repository.Root, "build", project, "-nologo", "-v", "n", "--artifacts-path", PathOf(), "-p:UseLLVMSharpPackage=true",
        $"-p:RestoreSources={Feed}", $"-p:RestorePackagesPath={Path.Combine(_root, "cache")}", $"-p:RestoreFallbackFolders={Restored}");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private static string Restored => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static byte[] Compile()
    {
        // The assemblies that a build refers to, which beside the running ones are a pack of their own.
        var pack = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        var references = Directory.EnumerateFiles(Directory.GetDirectories(pack).Max()!, "System.*.dll", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Runtime.InteropServices.dll");
        var compilation = CSharpCompilation.Create(
            Interop, [CSharpSyntaxTree.ParseText(ListedSource.Text)], references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        using var stream = new MemoryStream();
        compilation.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        return stream.ToArray();
    }

    private void WritePackage(string name, string dependencies, string path, byte[] content)
    {
        using var file = ZipFile.Open(Path.Combine(Feed, $"{name}.{Version}.nupkg"), ZipArchiveMode.Create);
        Write($"{name}.nuspec", Encoding.UTF8.GetBytes($"""
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{name}</id>
                <version>{Version}</version>
                <authors>a test</authors>
                <description>Names and signatures.</description>
                <dependencies><group targetFramework="net8.0">{dependencies}</group></dependencies>
              </metadata>
            </package>
            """));
        Write(path, content);

        void Write(string entry, byte[] bytes)
        {
            using var stream = file.CreateEntry(entry).Open();
            stream.Write(bytes);
        }
    }
}
