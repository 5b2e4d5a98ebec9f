"""Letters: template, composed letter, PDF, large print, plain text. The only importer of reportlab, pypdfium2 and pikepdf."""
