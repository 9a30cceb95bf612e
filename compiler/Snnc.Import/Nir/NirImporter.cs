namespace Snnc.Import.Nir;

/// <summary>Imports networks of the Neuromorphic Intermediate Representation.</summary>
public static class NirImporter
{
    /// <summary>Imports a .nir file.</summary>
    /// <exception cref="ImportException">It cannot be imported.</exception>
    public static ImportedNetwork Import(string path, ImportOptions options) =>
        throw new ImportException($"'{path}' cannot be read yet as network '{options.Name}'");
}
