// Names of the protocol that the framework and the compiler have too: here they mean the protocol's.
global using Diagnostic = Snnc.LanguageServer.Protocol.Diagnostic;
global using Location = Snnc.LanguageServer.Protocol.Location;
global using Range = Snnc.LanguageServer.Protocol.Range;
