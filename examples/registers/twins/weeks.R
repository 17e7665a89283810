# What is known of each person's weeks, from an extract of weekly codes. Base R, nothing else.
# Reads extract.csv and people.csv of a folder, semicolons between columns, as simulate.py writes them.
# A person of the people file without a row in the extract was never on a benefit.

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
read <- function(folder, name) {
  read.csv2(file.path(folder, name), colClasses = "character", na.strings = character(), check.names = FALSE, quote = "")
}
folder <- commandArgs(trailingOnly = TRUE)[1]
extract <- read(folder, "extract.csv")
people <- read(folder, "people.csv")
codes <- read(here, "codes.csv")

mondays <- seq(as.Date("2015-08-31"), as.Date("2018-12-24"), by = 7)
column <- paste0("y_", substr(format(mondays, "%G"), 3, 4), format(mondays, "%V"))
quarter <- paste0(format(mondays + 3, "%Y"), quarters(mondays + 3))     # a week belongs to the quarter of its Thursday
asked <- setdiff(unique(quarter), "2015Q3")

# One row a person, one column a week; NA where the week has no column or its code is not listed.
kind <- matrix(NA_character_, nrow(people), length(mondays))
row <- match(people$id, extract$lobenr)
for (week in which(column %in% names(extract))) {
  code <- ifelse(is.na(row), "", trimws(extract[[column[week]]])[row])
  kind[, week] <- codes$kind[match(code, codes$code)]
}

weeks_of <- function(what, q) rowSums(kind[, quarter == q, drop = FALSE] == what, na.rm = TRUE)
unseen_in <- function(q) rowSums(is.na(kind[, quarter == q, drop = FALSE]))
at_least_five <- function(sure, open) ifelse(sure >= 5, TRUE, ifelse(sure + open < 5, FALSE, NA))

# Self-support or ordinary education; R's own | and & have the third value.
achieved <- function(q) {
  self_supporting <- at_least_five(weeks_of("free", q), weeks_of("away", q) + unseen_in(q))
  in_education <- at_least_five(weeks_of("student", q), unseen_in(q))
  self_supporting | in_education
}

# One row a group, one column a condition: how many people it is true of.
counted <- function(q, conditions) {
  group <- people[c("municipality", "sex")]
  found <- aggregate(lapply(conditions, function(is) as.integer(is)), group, sum)
  cbind(quarter = q, found)
}

printed <- function(tables) {
  write.table(do.call(rbind, tables), sep = ";", quote = FALSE, row.names = FALSE)
}
