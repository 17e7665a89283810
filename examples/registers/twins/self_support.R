# Self-support or ordinary education: how many of the people file, by quarter, municipality and sex.
# Rscript self_support.R FOLDER

source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))), "weeks.R"))

printed(lapply(asked, function(q) {
  met <- achieved(q)
  counted(q, list(met = met %in% TRUE, not_met = met %in% FALSE, unknown = is.na(met)))
}))
