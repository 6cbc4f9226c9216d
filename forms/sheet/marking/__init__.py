"""Changing single cells of somebody's workbook in its XML, so that everything else stays byte for byte."""
