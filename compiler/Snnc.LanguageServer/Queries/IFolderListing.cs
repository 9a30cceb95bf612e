using System.Collections.Generic;

namespace Snnc.LanguageServer.Queries;

/// <summary>Knows which files stand beside a program.</summary>
internal interface IFolderListing
{
    /// <summary>The names in a folder, those of folders with a <c>/</c> behind; none where it cannot be read.</summary>
    /// <param name="sourcePath">The program.</param>
    /// <param name="folder">The folder as the program writes it, relative to its own; "" for that.</param>
    IReadOnlyList<string> FilesBeside(string sourcePath, string folder);
}
